import { type ReactNode, useState } from 'react';

interface PictureProps {
  url: string | null | undefined;
  /** Shown where there is no picture of it. */
  videoUrl?: string | null;
  kind?: string | null;
  children?: ReactNode;
}

/** A thumbnail in a box that has its shape before the picture is there. */
export function Picture({ url, videoUrl, kind, children }: PictureProps) {
  /** Another URL may be a good one: signed ones change. */
  const [brokenUrl, setBrokenUrl] = useState<string>();
  const image = url && url !== brokenUrl;
  return (
    <span className="picture">
      {image ? (
        <img src={url} alt="" loading="lazy" decoding="async" onError={() => setBrokenUrl(url)} />
      ) : (
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d={kind === 'video' ? 'M8 5v14l11-7z' : 'm4 17 5-6 4 4 3-3 4 5M4 5h16v14H4z'} />
        </svg>
      )}
      {/* Over the sign, which stays for what this browser cannot decode. */}
      {!image && videoUrl && (
        <video
          src={`${videoUrl}#t=0.1`}
          muted
          playsInline
          preload="metadata"
          tabIndex={-1}
          aria-hidden="true"
        />
      )}
      {children}
    </span>
  );
}
