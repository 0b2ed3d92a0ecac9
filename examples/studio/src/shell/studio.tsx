import './shell.css';
import type { Activity } from '../client/activity';
import { InfluencersScreen } from '../influencers/influencers-screen';
import { LibraryScreen } from '../library/library-screen';
import { ProjectPicker } from '../project/project-picker';
import type { Transfers } from '../upload/transfers';
import { running } from '../upload/upload';
import { UploadScreen } from '../upload/upload-screen';
import type { Uploads } from '../upload/uploads';
import { useDraft } from '../upload/use-draft';
import { useFileDrop } from '../upload/use-file-drop';
import { useUploads, useUploadsLifetime } from '../upload/use-uploads';
import { RateLimitIndicator } from '../viewer/rate-limit';
import { go, routeTo, type Screen, useRoute } from './route';

/** What lives longer than a screen. */
export interface Tools {
  readonly activity: Activity;
  readonly transfers: Transfers;
  readonly uploads: Uploads;
}

interface StudioProps {
  tools: Tools;
  onAskKey: () => void;
}

const screens: readonly { screen: Screen; label: string }[] = [
  { screen: 'upload', label: 'Upload' },
  { screen: 'library', label: 'Library' },
  { screen: 'influencers', label: 'Influencers' },
];

export function Studio({ tools, onAskKey }: StudioProps) {
  const { activity, transfers, uploads } = tools;
  const route = useRoute();
  const { projectId, screen, id } = route;
  const draft = useDraft();
  const under = useUploads(uploads).filter(({ phase }) => running.includes(phase)).length;
  useUploadsLifetime(uploads);
  const over = useFileDrop((files) => {
    draft.choose(files);
    go({ projectId, screen: 'upload' });
  });
  return (
    <>
      <button type="button" className="skip" onClick={() => document.getElementById('main')?.focus()}>
        Skip to content
      </button>
      <header className="top">
        <div className="top-bar">
          <strong className="brand">
            <svg viewBox="0 0 24 24" aria-hidden="true">
              <path d="m12 3 9 5-9 5-9-5zM3 13l9 5 9-5" />
            </svg>
            Layers Studio
          </strong>
          <button type="button" className="quiet small" onClick={onAskKey}>
            Connection
          </button>
        </div>
        <ProjectPicker
          projectId={projectId}
          // What is open belongs to the project that is left.
          onChange={(projectId) => go({ projectId, screen, ...(!route.projectId && { id }) })}
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
      </header>
      <title>{`${screens.find((each) => each.screen === screen)?.label} · Layers Studio`}</title>
      <main id="main" tabIndex={-1}>
        {!projectId && <p className="empty">Choose a project above.</p>}
        {projectId && screen === 'upload' && (
          <UploadScreen projectId={projectId} uploads={uploads} draft={draft} over={over} />
        )}
        {projectId && screen === 'library' && (
          <LibraryScreen key={projectId} projectId={projectId} openId={id} />
        )}
        {projectId && screen === 'influencers' && (
          <InfluencersScreen key={projectId} projectId={projectId} openId={id} transfers={transfers} />
        )}
      </main>
    </>
  );
}
