const mb = 1024 * 1024;

/**
 * What the graph says of uploads, in the descriptions of `ContentFileInput`, `CreateContentUploadInput` and
 * `ContentItem.platformFit`. The only copy here: change it when they change.
 */
export const limits = {
  /** Layers refuses every other type. The endings serve where a browser knows no type. */
  types: {
    'video/mp4': { kind: 'video', ending: 'mp4' },
    'video/quicktime': { kind: 'video', ending: 'mov' },
    'image/jpeg': { kind: 'image', ending: 'jpg' },
    'image/png': { kind: 'image', ending: 'png' },
    'image/webp': { kind: 'image', ending: 'webp' },
  },
  mostSlides: 10,
  mostFilenameCharacters: 512,
  mostCaptionCharacters: 2200,
  bytes: { video: 100 * mb, image: 30 * mb },
  /** Platforms take these. */
  image: { shortEdge: 1080 },
  video: {
    leastSeconds: 3,
    mostSeconds: 600,
    shortEdge: 360,
    width: 1920,
    leastFps: 23,
    mostFps: 60,
    mostBitsPerSecond: 25_000_000,
  },
  /** The media library, where reference images go. */
  referenceImageBytes: 50 * mb,
  mostAttachedPerCall: 20,
  /** Files on their way at the same time. */
  atOnce: 5,
} as const;

export type MediaType = keyof typeof limits.types;
export type MediaKind = (typeof limits.types)[MediaType]['kind'];

/** Of the file as the browser tells it, else by its ending; undefined for what Layers would refuse. */
export function mediaTypeOf(file: File): MediaType | undefined {
  const ending = file.name.split('.').pop()?.toLowerCase().replace('jpeg', 'jpg');
  const types = Object.keys(limits.types) as MediaType[];
  return types.find((type) => (file.type ? file.type === type : limits.types[type].ending === ending));
}
