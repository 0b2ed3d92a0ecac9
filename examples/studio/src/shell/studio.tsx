import './shell.css';
import { type ReactNode, useSyncExternalStore } from 'react';
import type { Activity } from '../client/activity';
import { plural } from '../format/amounts';
import type { Forms } from '../forms/forms';
import type { ImageTransfers } from '../influencers/image-transfers';
import { InfluencersScreen } from '../influencers/influencers-screen';
import { LibraryScreen } from '../library/library-screen';
import { ProjectPicker } from '../project/project-picker';
import { running } from '../upload/upload';
import { UploadScreen } from '../upload/upload-screen';
import type { Uploads } from '../upload/uploads';
import { useDraft } from '../upload/use-draft';
import { useFileDrop } from '../upload/use-file-drop';
import { useUploads, useUploadsLifetime } from '../upload/use-uploads';
import { RateLimitIndicator } from '../viewer/rate-limit';
import { LeftBehind } from './left-behind';
import { currentRoute, go, routeTo, type Screen, useRoute } from './route';
import { useAskBeforeLeaving } from './use-ask-before-leaving';

/** What lives longer than a screen. */
export interface Tools {
  readonly activity: Activity;
  readonly uploads: Uploads;
  readonly images: ImageTransfers;
  readonly forms: Forms;
}

interface StudioProps {
  tools: Tools;
  onAskKey: () => void;
  /** Told what another connection would lose. */
  connectionForm: (losses: readonly string[]) => ReactNode;
}

const screens: readonly { screen: Screen; label: string }[] = [
  { screen: 'upload', label: 'Upload' },
  { screen: 'library', label: 'Library' },
  { screen: 'influencers', label: 'Influencers' },
];

export function Studio({ tools, onAskKey, connectionForm }: StudioProps) {
  const { activity, uploads, images, forms } = tools;
  const route = useRoute();
  const { projectId, screen, id } = route;
  const draft = useDraft();
  const list = useUploads(uploads);
  const under = list.filter(({ phase }) => running.includes(phase)).length;
  const uploaded = list.filter((each) => each.phase === 'done' && each.projectId === projectId).length;
  useUploadsLifetime(uploads);
  const pictures = useSyncExternalStore(images.subscribe, () => images.count());
  const unsaved = useSyncExternalStore(forms.subscribe, forms.open).length;
  useAskBeforeLeaving(() => pictures + unsaved > 0);
  const unfinished = list.filter(({ phase }) => phase !== 'done' && phase !== 'canceled').length;
  const losses = [
    unfinished > 0 && plural(unfinished, 'upload'),
    draft.chosen.length > 0 && plural(draft.chosen.length, 'chosen file'),
    pictures > 0 && plural(pictures, 'reference image'),
    unsaved > 0 && plural(unsaved, 'unsaved text'),
  ].filter((loss) => loss !== false);
  const over = useFileDrop((files) => {
    // Beside an influencer they are pictures of it.
    if (screen === 'influencers' && id) return;
    draft.choose(files);
    go({ projectId, screen: 'upload' });
  });
  return (
    <>
      <button type="button" className="skip" onClick={() => document.getElementById('main')?.focus()}>
        Skip to content
      </button>
      <header className="top">
        <strong className="brand">
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="m12 3 9 5-9 5-9-5zM3 13l9 5 9-5" />
          </svg>
          Layers Studio
        </strong>
        <ProjectPicker
          projectId={projectId}
          onChange={(projectId) => {
            const now = currentRoute();
            // What is open belongs to the project that is left.
            go({ projectId, screen: now.screen, ...(!now.projectId && now.id && { id: now.id }) });
          }}
        />
        <nav className="tabs" aria-label="Screens">
          {screens.map((each) => (
            <a
              key={each.screen}
              href={routeTo({ projectId, screen: each.screen })}
              aria-current={each.screen === screen ? 'page' : undefined}
            >
              {each.label}
              {each.screen === 'upload' && under > 0 && (
                <span className="under-way">
                  {under}
                  <span className="unseen"> under way</span>
                </span>
              )}
            </a>
          ))}
        </nav>
        <RateLimitIndicator activity={activity} />
        <button type="button" className="quiet small" onClick={onAskKey}>
          Connection
        </button>
      </header>
      <title>{`${screens.find((each) => each.screen === screen)?.label} · Layers Studio`}</title>
      <main id="main" tabIndex={-1}>
        <LeftBehind forms={forms} images={images} href={routeTo(route)} />
        {!projectId && <p className="empty">Choose a project above.</p>}
        {projectId && screen === 'upload' && (
          <UploadScreen projectId={projectId} uploads={uploads} draft={draft} over={over} />
        )}
        {projectId && screen === 'library' && (
          <LibraryScreen key={projectId} projectId={projectId} openId={id} uploaded={uploaded} />
        )}
        {projectId && screen === 'influencers' && (
          <InfluencersScreen key={projectId} projectId={projectId} openId={id} images={images} />
        )}
      </main>
      {connectionForm(losses)}
    </>
  );
}
