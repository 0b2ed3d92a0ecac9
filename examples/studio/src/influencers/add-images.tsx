import { type FormEvent, useId, useRef, useState, useSyncExternalStore } from 'react';
import { ProblemList } from '../errors/problem-list';
import { formatBytes, plural } from '../format/amounts';
import { FileProgress } from '../upload/file-progress';
import { limits } from '../upload/limits';
import type { ImagesPlace, ImageTransfers, SendingImage } from './image-transfers';

interface AddImagesProps {
  place: ImagesPlace;
  images: ImageTransfers;
  /** Files hover over the page. */
  over: boolean;
}

/** New pictures go to the media library first; what is there already is attached by its id. */
export function AddImages({ place, images, over }: AddImagesProps) {
  const { sending, outcome } = useSyncExternalStore(images.subscribe, () => images.of(place.influencerId));
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <div className="form-actions">
        <button type="button" onClick={() => input.current?.click()}>
          Add images
        </button>
        <span className="hint">
          {over
            ? 'Drop them anywhere to add them here.'
            : `Or drop them here. Up to ${formatBytes(limits.referenceImageBytes)} each.`}
        </span>
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
          images.add(place, [...(currentTarget.files ?? [])]);
          currentTarget.value = '';
        }}
      />
      {sending.length > 0 && (
        <ul className="rows" aria-label="Images on their way">
          {sending.map((image) => (
            <SendingRow
              key={image.id}
              image={image}
              onRetry={() => images.retry(place, image)}
              onRemove={() => images.remove(place, image.id)}
            />
          ))}
        </ul>
      )}
      <Dropped ids={outcome.dropped} />
      <ProblemList problems={outcome.problems} onRetry={() => images.retryLeft(place)} />
      {outcome.left.length + outcome.dropped.length > 0 && (
        <button type="button" className="quiet small start" onClick={() => images.forget(place.influencerId)}>
          Forget {plural(outcome.left.length + outcome.dropped.length, 'image')} not attached
        </button>
      )}
      <AttachById onAttach={(ids) => void images.attach(place, ids)} />
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
  const { file, progress, problems, unfit } = image;
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
        <ProblemList problems={problems} {...(!unfit && { onRetry, alwaysRetry: true })} />
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
