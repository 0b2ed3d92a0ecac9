import { useRef } from 'react';
import { formatBytes } from '../format/amounts';
import { limits } from './limits';

const accept = Object.keys(limits.types).join(',');
const { video, image } = limits.bytes;

interface DropZoneProps {
  /** Whether files hover over the page, which takes them anywhere. */
  over: boolean;
  onFiles: (files: readonly File[]) => void;
}

/** Says where files go. The button is for everybody who does not drag. */
export function DropZone({ over, onFiles }: DropZoneProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className={over ? 'drop-zone over' : 'drop-zone'}>
      <svg viewBox="0 0 24 24" aria-hidden="true" className="drop-icon">
        <path d="M12 16V4m0 0L7 9m5-5 5 5M4 15v4a1 1 0 0 0 1 1h14a1 1 0 0 0 1-1v-4" />
      </svg>
      <p>
        <strong>Drop videos and pictures here</strong>
      </p>
      <button type="button" id={chooseFilesId} onClick={() => input.current?.click()}>
        Choose files
      </button>
      <input
        ref={input}
        type="file"
        multiple
        accept={accept}
        hidden
        aria-label="Files to upload"
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])]);
          currentTarget.value = '';
        }}
      />
      <p className="hint">
        MP4 or MOV up to {formatBytes(video)}; JPEG, PNG or WebP up to {formatBytes(image)}.
      </p>
    </div>
  );
}

const chooseFilesId = 'choose-files';

/** Where people go on when what had the focus is gone. */
export function focusChooseFiles(): void {
  document.getElementById(chooseFilesId)?.focus();
}
