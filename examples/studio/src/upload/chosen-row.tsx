import { formatBytes, formatSeconds } from '../format/amounts';
import { CaptionField } from './caption-field';
import { captionProblems } from './caption-length';
import { focusChooseFiles } from './drop-zone';
import type { MediaFacts } from './look';
import { Thumbnail } from './thumbnail';
import type { ChosenFile, DraftState } from './use-draft';

interface ChosenRowProps {
  chosen: ChosenFile;
  draft: DraftState;
  index: number;
}

/** One chosen file: what it is, what speaks against it, its caption. */
export function ChosenRow({ chosen, draft, index }: ChosenRowProps) {
  const { id, name, sizeBytes, look, caption } = chosen;
  return (
    <li className="row" aria-label={name}>
      <Thumbnail url={look?.thumbnailUrl} />
      <div className="row-body">
        <div className="row-head">
          <strong className="file-name">{name}</strong>
          <div className="row-actions">
            {draft.slideshow && (
              <MoveButtons
                name={name}
                first={index === 0}
                last={index === draft.chosen.length - 1}
                onMove={(by) => draft.move(id, by)}
              />
            )}
            <button
              type="button"
              className="quiet small"
              aria-label={`Remove ${name}`}
              onClick={() => {
                draft.remove(id);
                focusChooseFiles();
              }}
            >
              Remove
            </button>
          </div>
        </div>
        <p className="muted facts">{[formatBytes(sizeBytes), ...factsInWords(look?.facts)].join(' · ')}</p>
        {look === undefined ? (
          <p role="status" className="muted">
            Looking at it…
          </p>
        ) : (
          <Verdict look={look} />
        )}
        {!draft.slideshow && !look?.refusal && (
          <CaptionField
            of={name}
            value={caption}
            problems={captionProblems(caption)}
            onChange={(caption) => draft.change(id, { caption })}
          />
        )}
      </div>
    </li>
  );
}

function factsInWords({ width, height, seconds, fps }: MediaFacts = {}): string[] {
  return [
    width !== undefined && height !== undefined ? `${width} × ${height}` : '',
    seconds !== undefined ? formatSeconds(seconds) : '',
    fps !== undefined ? `${Number(fps.toFixed(1))} fps` : '',
  ].filter((fact) => fact !== '');
}

function Verdict({ look }: { look: NonNullable<ChosenFile['look']> }) {
  const { refusal, warnings, unknown } = look;
  if (refusal)
    return (
      <p role="alert" className="verdict">
        <span className="badge bad">Refused</span> {refusal}
      </p>
    );
  return (
    <>
      {warnings.map((warning) => (
        <p key={warning} className="verdict">
          <span className="badge warn">Warning</span> {warning}
        </p>
      ))}
      {unknown.length > 0 && (
        <p className="verdict">
          <span className="badge">Unknown</span> This browser cannot tell: {unknown.join(', ')}. Layers will.
        </p>
      )}
      {warnings.length === 0 && unknown.length === 0 && (
        <p className="verdict">
          <span className="badge good">Looks fine</span>
        </p>
      )}
    </>
  );
}

interface MoveButtonsProps {
  name: string;
  first: boolean;
  last: boolean;
  onMove: (by: -1 | 1) => void;
}

function MoveButtons({ name, first, last, onMove }: MoveButtonsProps) {
  return (
    <>
      <button
        type="button"
        className="quiet small"
        aria-label={`Move ${name} forward`}
        // Not `disabled`: that would take the focus of who presses it until the end.
        aria-disabled={first}
        onClick={() => !first && onMove(-1)}
      >
        ↑
      </button>
      <button
        type="button"
        className="quiet small"
        aria-label={`Move ${name} back`}
        aria-disabled={last}
        onClick={() => !last && onMove(1)}
      >
        ↓
      </button>
    </>
  );
}
