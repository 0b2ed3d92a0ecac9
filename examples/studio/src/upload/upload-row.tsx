import { useRef } from 'react';
import { problemsAt } from '../errors/problem';
import { ProblemList } from '../errors/problem-list';
import { useCountdown } from '../errors/use-countdown';
import { CaptionField } from './caption-field';
import { focusChooseFiles } from './drop-zone';
import { FileProgress } from './file-progress';
import { Thumbnail } from './thumbnail';
import { type Phase, running, type Upload } from './upload';
import { UploadedItem } from './uploaded-item';
import type { Uploads } from './uploads';

const words: Readonly<Record<Phase, string>> = {
  waiting: 'Waiting for its turn',
  limited: 'Waiting until Layers takes more',
  starting: 'Asking for a place',
  sending: 'Uploading',
  finalizing: 'Being checked by Layers',
  done: 'Uploaded',
  lost: 'Interrupted',
  failed: 'Failed',
  canceled: 'Canceled',
};

interface UploadRowProps {
  upload: Upload;
  uploads: Uploads;
}

/** One post on its way. */
export function UploadRow({ upload, uploads }: UploadRowProps) {
  const { id, name, files, phase, progress, problems, item, caption, projectId, wait } = upload;
  const row = useRef<HTMLLIElement>(null);
  const seconds = useCountdown(phase === 'limited' ? wait?.ms : 0, wait);
  // What was pressed is gone then; people stay where they are.
  const stayHere = () => row.current?.focus();
  const retry = () => {
    uploads.retry(id);
    stayHere();
  };
  const atCaption = problemsAt(problems, 'caption');
  const others = problems.filter((problem) => !atCaption.includes(problem));
  const sending = running.includes(phase) && phase !== 'finalizing';
  return (
    <li className="row" aria-label={name} ref={row} tabIndex={-1}>
      <Thumbnail url={files[0]!.thumbnailUrl} />
      <div className="row-body">
        <div className="row-head">
          <strong className="file-name">{name}</strong>
          <div className="row-actions">
            {sending ? (
              <button
                key="cancel"
                type="button"
                className="quiet small"
                aria-label={`Cancel ${name}`}
                onClick={() => {
                  uploads.cancel(id);
                  stayHere();
                }}
              >
                Cancel
              </button>
            ) : (
              !running.includes(phase) && (
                <button
                  key="remove"
                  type="button"
                  className="quiet small"
                  aria-label={`Remove ${name} from the list`}
                  onClick={({ detail }) => {
                    // The second click of two was meant for Cancel, which was here.
                    if (detail > 1) return;
                    uploads.remove(id);
                    focusChooseFiles();
                  }}
                >
                  Remove
                </button>
              )
            )}
          </div>
        </div>
        <p role="status" className={`phase ${phase}`}>
          {words[phase]}
        </p>
        {seconds > 0 && (
          <p className="muted facts" role="timer">
            Goes on in {seconds} s
          </p>
        )}
        {running.includes(phase) &&
          files.map(({ file }, index) => (
            <FileProgress
              // biome-ignore lint/suspicious/noArrayIndexKey: the files of an upload never change places.
              key={index}
              name={file.name}
              totalBytes={file.size}
              progress={progress[index]!}
            />
          ))}
        <ProblemList
          problems={others}
          // What goes on by itself needs nobody.
          onRetry={running.includes(phase) ? undefined : retry}
          alwaysRetry={others.some(({ code }) => canStartAnew.has(code))}
        />
        {phase !== 'done' && phase !== 'finalizing' && (
          <CaptionField
            of={name}
            value={caption}
            problems={atCaption}
            onChange={(caption) => uploads.setCaption(id, caption)}
          />
        )}
        {others.length === 0 && (phase === 'canceled' || phase === 'failed') && (
          <button type="button" className="start" aria-label={`Start again: ${name}`} onClick={retry}>
            Start again
          </button>
        )}
        {item && <UploadedItem item={item} projectId={projectId} name={name} />}
      </div>
    </li>
  );
}

/** The same call would fail again; a retry here is another one, with another session. */
const canStartAnew: ReadonlySet<string> = new Set([
  'CONFLICT',
  'UPLOAD_EXPIRED',
  'UPLOAD_QUOTA_EXCEEDED',
  'STORAGE',
]);
