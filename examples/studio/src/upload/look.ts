import { formatBytes } from '../format/amounts';
import { limits, type MediaKind, type MediaType, mediaTypeOf } from './limits';
import { probeImage, probeVideo } from './probe';

/** What the browser can tell of a file; what is undefined it cannot decode. */
export interface MediaFacts {
  readonly width?: number;
  readonly height?: number;
  readonly seconds?: number;
  readonly fps?: number;
}

/** A file as it was looked at, before any call. */
export interface LookedAt {
  readonly file: File;
  readonly type?: MediaType;
  readonly kind?: MediaKind;
  readonly facts: MediaFacts;
  readonly thumbnail?: Blob;
  /** What Layers would refuse: it is not sent. */
  readonly refusal?: string;
  /** What would not fit a platform: it may be sent all the same. */
  readonly warnings: readonly string[];
  /** What the browser cannot tell. */
  readonly unknown: readonly string[];
}

export async function lookAt(file: File): Promise<LookedAt> {
  const type = mediaTypeOf(file);
  const refusal = refusalOf(file, type);
  if (type === undefined || refusal) return { file, type, facts: {}, refusal, warnings: [], unknown: [] };
  const { kind } = limits.types[type];
  const { facts, thumbnail } = kind === 'image' ? await probeImage(file) : await probeVideo(file);
  return {
    file,
    type,
    kind,
    facts,
    thumbnail,
    warnings: kind === 'image' ? imageWarnings(file, facts) : videoWarnings(file, facts),
    unknown: kind === 'image' ? imageUnknowns(facts) : videoUnknowns(facts),
  };
}

function refusalOf(file: File, type: MediaType | undefined): string | undefined {
  if (type === undefined)
    return `${file.type ? `The type ${file.type}` : 'This type'} is not taken: MP4 and MOV videos, JPEG, PNG and WebP pictures are.`;
  if (file.size === 0) return 'The file is empty.';
  if (file.name.length > limits.mostFilenameCharacters)
    return `The name is longer than ${limits.mostFilenameCharacters} characters.`;
  return undefined;
}

/** Why these files cannot be one slideshow; undefined when they can. */
export function slideshowRefusal(files: readonly LookedAt[]): string | undefined {
  const videos = files.filter(({ kind }) => kind === 'video');
  if (videos.length > 0)
    return `Slideshows are images only: remove ${videos.map(({ file }) => file.name).join(', ')}.`;
  if (files.length > limits.mostSlides)
    return `A slideshow has at most ${limits.mostSlides} pictures, and these are ${files.length}.`;
  return undefined;
}

function imageWarnings(file: File, { width, height }: MediaFacts): string[] {
  const { shortEdge } = limits.image;
  return listed(
    width !== undefined &&
      height !== undefined &&
      Math.min(width, height) < shortEdge &&
      `${width} × ${height} is too small: platforms want ${shortEdge} pixels on the short edge.`,
    sizeWarning(file, 'image'),
  );
}

function videoWarnings(file: File, { width, height, seconds, fps }: MediaFacts): string[] {
  const { video } = limits;
  const bitsPerSecond = seconds ? (file.size * 8) / seconds : 0;
  return listed(
    width !== undefined &&
      height !== undefined &&
      Math.min(width, height) < video.shortEdge &&
      `${width} × ${height} is too small: platforms want ${video.shortEdge} pixels on each edge.`,
    width !== undefined &&
      width > video.width &&
      `${width} pixels are too wide: platforms take up to ${video.width}.`,
    seconds !== undefined &&
      seconds < video.leastSeconds &&
      `${round(seconds)} s is too short: platforms want ${video.leastSeconds} s or more.`,
    seconds !== undefined &&
      seconds > video.mostSeconds &&
      `${round(seconds / 60)} min is too long: platforms take up to ${video.mostSeconds / 60} min.`,
    fps !== undefined &&
      (Math.round(fps) < video.leastFps || Math.round(fps) > video.mostFps) &&
      `${round(fps)} frames a second do not fit: platforms take ${video.leastFps} to ${video.mostFps}.`,
    bitsPerSecond > video.mostBitsPerSecond &&
      `${round(bitsPerSecond / 1e6)} Mbps is too much: platforms take up to ${video.mostBitsPerSecond / 1e6}.`,
    sizeWarning(file, 'video'),
  );
}

function sizeWarning(file: File, kind: MediaKind): string | false {
  const most = limits.bytes[kind];
  return (
    file.size > most &&
    `${formatBytes(file.size)} is likely to be refused: Layers takes ${formatBytes(most)} for ${kind === 'image' ? 'a picture' : 'a video'}.`
  );
}

function imageUnknowns({ width }: MediaFacts): string[] {
  return width === undefined ? ['resolution'] : [];
}

function videoUnknowns({ width, seconds, fps }: MediaFacts): string[] {
  return listed(
    width === undefined && 'resolution',
    seconds === undefined && 'duration',
    fps === undefined && 'frame rate',
  );
}

function listed(...texts: (string | false)[]): string[] {
  return texts.filter((text) => text !== false);
}

function round(amount: number): number {
  return Number(amount.toFixed(1));
}
