import { type FormEvent, useId, useRef, useState } from 'react';
import { ProblemList } from '../errors/problem-list';
import { formatBytes, plural } from '../format/amounts';
import { FileProgress } from '../upload/file-progress';
import { limits } from '../upload/limits';
import type { Transfers } from '../upload/transfers';
import { type SendingImage, useReferenceImages } from './use-reference-images';

interface AddImagesProps {
  influencerId: string;
  projectId: string;
  transfers: Transfers;
}

/** New pictures go to the media library first; what is there already is attached by its id. */
export function AddImages(props: AddImagesProps) {
  const { sending, outcome, attach, remove, retry, choose } = useReferenceImages(props);
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <div className="form-actions">
        <button type="button" onClick={() => input.current?.click()}>
          Add images
        </button>
        <span className="hint">Up to {formatBytes(limits.referenceImageBytes)} each.</span>
        <span role="status" className="muted">
          {outcome.said}
        </span>
      </div>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept="image/*"
        aria-label="Reference images to add"
        onChange={({ currentTarget }) => {
          choose([...(currentTarget.files ?? [])]);
          currentTarget.value = '';
        }}
      />
      {sending.length > 0 && (
        <ul className="rows" aria-label="Images on their way">
          {sending.map((image) => (
            <SendingRow
              key={image.id}
              image={image}
              onRetry={() => retry(image)}
              onRemove={() => remove(image.id)}
            />
          ))}
        </ul>
      )}
      <Dropped ids={outcome.dropped} />
      <ProblemList problems={outcome.problems} onRetry={() => void attach(outcome.left)} />
      <AttachById onAttach={(ids) => void attach(ids)} />
    </>
  );
}

/** Layers says nothing when it leaves one out, so the studio does. */
function Dropped({ ids }: { ids: readonly string[] }) {
  if (ids.length === 0) return null;
  return (
    <div role="alert" className="refusal">
      {plural(ids.length, 'image')} not attached: Layers has no such pictures in this project.{' '}
      {ids.map((id) => (
        <code key={id}>{id} </code>
      ))}
    </div>
  );
}

interface SendingRowProps {
  image: SendingImage;
  onRetry: () => void;
  onRemove: () => void;
}

function SendingRow({ image, onRetry, onRemove }: SendingRowProps) {
  const { file, progress, problems } = image;
  return (
    <li className="row" aria-label={file.name}>
      <div className="row-body">
        <div className="row-head">
          <strong className="file-name">{file.name}</strong>
          {problems.length > 0 && (
            <button
              type="button"
              className="quiet small"
              aria-label={`Remove ${file.name}`}
              onClick={onRemove}
            >
              Remove
            </button>
          )}
        </div>
        {problems.length === 0 && (
          <FileProgress name={file.name} totalBytes={file.size} progress={progress} />
        )}
        <ProblemList problems={problems} onRetry={onRetry} />
      </div>
    </li>
  );
}

function AttachById({ onAttach }: { onAttach: (ids: readonly string[]) => void }) {
  const field = useId();
  const [text, setText] = useState('');
  const ids = text.split(/[\s,]+/).filter((id) => id !== '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onAttach(ids);
  };
  return (
    <details>
      <summary>Attach by id</summary>
      <form className="stack" aria-label="Attach by id" onSubmit={submit}>
        <div className="field">
          <label htmlFor={field}>Ids of media assets</label>
          <input
            id={field}
            type="text"
            autoComplete="off"
            spellCheck={false}
            value={text}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
          />
        </div>
        <button type="submit" className="start" disabled={ids.length === 0}>
          Attach
        </button>
      </form>
    </details>
  );
}
