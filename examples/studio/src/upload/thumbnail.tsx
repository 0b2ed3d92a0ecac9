import { useState } from 'react';
import type { MediaKind } from './limits';

interface ThumbnailProps {
  url: string;
  kind?: MediaKind;
}

/** In a box of fixed size, so that nothing jumps when the picture comes or does not. */
export function Thumbnail({ url, kind }: ThumbnailProps) {
  const [broken, setBroken] = useState(false);
  return (
    <div className="thumbnail">
      {kind === 'image' && !broken && <img src={url} alt="" onError={() => setBroken(true)} />}
      {kind === 'video' && !broken && (
        <video src={`${url}#t=0.1`} muted playsInline preload="metadata" onError={() => setBroken(true)} />
      )}
      {(kind === undefined || broken) && (
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M6 3h8l4 4v14H6zM14 3v4h4" />
        </svg>
      )}
    </div>
  );
}
