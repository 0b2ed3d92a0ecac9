/** What was measured in a file. */
export type MediaFacts = ImageFacts | VideoFacts;

export interface ImageFacts {
  kind: 'image';
  /** As shown: after EXIF orientation. */
  width: number;
  height: number;
  sizeBytes: number;
}

export interface VideoFacts {
  kind: 'video';
  container: 'mp4' | 'mov' | 'other';
  /** mediabunny's short name, `avc` or `hevc` say, or the container's own code where it knows none. */
  videoCodec: string;
  /** Null when there is no audio track. */
  audioCodec: string | null;
  /** As shown: after rotation. */
  width: number;
  height: number;
  durationMs: number;
  framesPerSecond: number;
  /** Of all tracks together. */
  bitsPerSecond: number;
  sizeBytes: number;
}

/** The bytes are not the media file that they claim to be. */
export class UnreadableMediaError extends Error {}

/** Reduced, as in `preview.aspectRatio`: `16:9` (RULES 12.8). */
export function aspectRatioOf({ width, height }: { width: number; height: number }): string {
  const divisor = greatestCommonDivisor(width, height) || 1;
  return `${width / divisor}:${height / divisor}`;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
