import { fileURLToPath } from 'node:url';

/** A real file beside this one, and what Layers makes of it. */
export interface MediaFile {
  name: string;
  /** Absolute path. */
  file: string;
  contentType: string;
  /** Whether it suits the platforms; `refused` files are not accepted at all. */
  fits: boolean | 'refused';
  /** As in `platformFit[].issues`, the same for every platform. */
  issues: string[];
  /** As shown, after rotation; absent on refused files. */
  width?: number;
  height?: number;
  durationMs?: number;
  aspectRatio?: string;
}

function media(
  fileName: string,
  contentType: string,
  rest: Omit<MediaFile, 'name' | 'file' | 'contentType'>,
): MediaFile {
  const file = fileURLToPath(new URL(fileName, import.meta.url));
  return { name: fileName, file, contentType, ...rest };
}

const portrait = { width: 1080, height: 1920, aspectRatio: '9:16' };
const small = { width: 720, height: 1280, aspectRatio: '9:16' };

export const mediaFiles: MediaFile[] = [
  media('square-800.jpg', 'image/jpeg', {
    fits: false,
    issues: ['800x800 image resolution too low (min 1080px on the short edge)'],
    width: 800,
    height: 800,
    aspectRatio: '1:1',
  }),
  media('square-1080.jpg', 'image/jpeg', {
    fits: true,
    issues: [],
    width: 1080,
    height: 1080,
    aspectRatio: '1:1',
  }),
  media('sideways-1080x1350.jpg', 'image/jpeg', {
    fits: true,
    issues: [],
    width: 1080,
    height: 1350,
    aspectRatio: '4:5',
  }),
  media('portrait-1080x1350.png', 'image/png', {
    fits: true,
    issues: [],
    width: 1080,
    height: 1350,
    aspectRatio: '4:5',
  }),
  media('portrait-1080x1350.webp', 'image/webp', {
    fits: true,
    issues: [],
    width: 1080,
    height: 1350,
    aspectRatio: '4:5',
  }),
  media('portrait-5s.mp4', 'video/mp4', { fits: true, issues: [], ...portrait, durationMs: 5000 }),
  media('portrait-hevc-5s.mov', 'video/quicktime', { fits: true, issues: [], ...portrait, durationMs: 5000 }),
  media('landscape-silent-4s.mp4', 'video/mp4', {
    fits: true,
    issues: [],
    width: 1920,
    height: 1080,
    aspectRatio: '16:9',
    durationMs: 4000,
  }),
  media('rotated-4s.mp4', 'video/mp4', { fits: true, issues: [], ...small, durationMs: 4000 }),
  media('short-2s.mp4', 'video/mp4', {
    fits: false,
    issues: ['2s video too short (min 3s)'],
    ...small,
    durationMs: 2000,
  }),
  media('slow-15fps.mp4', 'video/mp4', {
    fits: false,
    issues: ['15fps frame rate too low (min 23fps)'],
    ...small,
    durationMs: 4000,
  }),
  media('wide-2560.mp4', 'video/mp4', {
    fits: false,
    issues: ['2560x1440 video too wide (max 1920px)'],
    width: 2560,
    height: 1440,
    aspectRatio: '16:9',
    durationMs: 4000,
  }),
  media('vp9-in-mp4.mp4', 'video/mp4', {
    fits: false,
    issues: ['vp9 video codec not supported (H.264 or HEVC only)'],
    ...small,
    durationMs: 4000,
  }),
  media('mp3-audio-in-mp4.mp4', 'video/mp4', {
    fits: false,
    issues: ['mp3 audio codec not supported (AAC only)'],
    ...small,
    durationMs: 4000,
  }),
  media('truncated.mp4', 'video/mp4', { fits: 'refused', issues: [] }),
  media('truncated-faststart.mp4', 'video/mp4', { fits: 'refused', issues: [] }),
  media('truncated.jpg', 'image/jpeg', { fits: 'refused', issues: [] }),
  media('text.jpg', 'image/jpeg', { fits: 'refused', issues: [] }),
];

/** The entry of that name. */
export function mediaFile(name: string): MediaFile {
  const found = mediaFiles.find((entry) => entry.name === name);
  if (!found) throw new Error(`no media file ${name}`);
  return found;
}
