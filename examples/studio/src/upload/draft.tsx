import { freshKey } from '../client/fresh-key';
import { plural } from '../format/amounts';
import { CaptionField } from './caption-field';
import { captionProblems } from './caption-length';
import { ChosenRow } from './chosen-row';
import { DropZone, focusChooseFiles } from './drop-zone';
import { slideshowRefusal } from './look';
import type { UploadFile } from './upload';
import type { Uploads } from './uploads';
import type { ChosenFile, DraftState } from './use-draft';

interface DraftProps {
  projectId: string;
  uploads: Uploads;
  draft: DraftState;
  /** Files hover over the page. */
  over: boolean;
}

type Ready = ChosenFile & { look: UploadFile };

/** Files before any call: what would be refused stops here, the rest may be sent. */
export function Draft({ projectId, uploads, draft, over }: DraftProps) {
  const { chosen, slideshow, caption } = draft;
  const ready = chosen.filter((each): each is Ready => each.look !== undefined && !each.look.refusal);
  const looking = chosen.some(({ look }) => look === undefined);
  const refusal = slideshow
    ? slideshowRefusal(ready.map(({ look }) => look)) || captionRefusal([{ name: 'the slideshow', caption }])
    : captionRefusal(ready);
  const warned = ready.filter(({ look }) => look.warnings.length > 0).length;
  const posts = slideshow ? Math.min(1, ready.length) : ready.length;

  function upload() {
    if (slideshow) {
      const files = ready.map(({ look }) => look);
      const name = ready.length === 1 ? ready[0]!.name : `Slideshow of ${ready.length} pictures`;
      uploads.add([{ id: freshKey(), projectId, name, files, slideshow: true, caption }]);
    } else {
      uploads.add(
        ready.map(({ name, look, caption }) => ({
          id: freshKey(),
          projectId,
          name,
          files: [look],
          slideshow: false,
          caption,
        })),
      );
    }
    draft.take(ready.map(({ id }) => id));
    focusChooseFiles();
  }

  return (
    <section className="stack" aria-label="New posts">
      <DropZone over={over} onFiles={draft.choose} />
      {chosen.length > 1 && <Grouping slideshow={slideshow} onChange={draft.setSlideshow} />}
      {chosen.length > 0 && (
        <ul className="rows" aria-label="Chosen files">
          {chosen.map((each, index) => (
            <ChosenRow key={each.id} chosen={each} draft={draft} index={index} />
          ))}
        </ul>
      )}
      {slideshow && (
        <CaptionField
          of="the slideshow"
          value={caption}
          problems={captionProblems(caption)}
          onChange={draft.setCaption}
        />
      )}
      {refusal && (
        <p role="alert" className="refusal" id="draft-refusal">
          {refusal}
        </p>
      )}
      {(ready.length > 0 || looking) && (
        <div className="form-actions">
          <button
            type="button"
            className="primary"
            disabled={posts === 0 || looking || refusal !== undefined}
            aria-describedby={refusal ? 'draft-refusal' : undefined}
            onClick={upload}
          >
            {looking ? 'Looking at the files…' : `Upload ${plural(posts, 'post')}`}
          </button>
          {warned > 0 && !looking && !refusal && (
            <span className="muted">
              {plural(warned, 'file')} with warnings: you may upload all the same.
            </span>
          )}
        </div>
      )}
    </section>
  );
}

function captionRefusal(posts: readonly Pick<ChosenFile, 'name' | 'caption'>[]): string | undefined {
  const long = posts.filter(({ caption }) => captionProblems(caption).length > 0);
  return long.length > 0 ? `Shorten the caption of ${long.map(({ name }) => name).join(', ')}.` : undefined;
}

interface GroupingProps {
  slideshow: boolean;
  onChange: (slideshow: boolean) => void;
}

function Grouping({ slideshow, onChange }: GroupingProps) {
  return (
    <fieldset className="grouping">
      <legend className="unseen">What the files become</legend>
      <label>
        <input type="radio" name="grouping" checked={!slideshow} onChange={() => onChange(false)} />
        One post per file
      </label>
      <label>
        <input type="radio" name="grouping" checked={slideshow} onChange={() => onChange(true)} />
        One slideshow
      </label>
    </fieldset>
  );
}
