import type { MediaFacts } from './look';

/** What a browser can tell of a file; without a thumbnail it cannot show it. */
export interface Probed {
  readonly facts: MediaFacts;
  readonly thumbnail?: Blob;
}

/** Longest wait for a browser that neither decodes nor says that it cannot. */
const patienceMs = 5000;
/** Frames that tell a rate. */
const enoughFrames = 12;
/** Pixels; sharp on a screen with twice as many. */
const thumbnailWidth = 160;

/** Undecodable is unknown: Layers may know better. */
export async function probeImage(file: File): Promise<Probed> {
  try {
    const bitmap = await createImageBitmap(file);
    const { width, height } = bitmap;
    const thumbnail = await drawSmall(bitmap, width, height);
    bitmap.close();
    return { facts: { width, height }, thumbnail };
  } catch {
    return { facts: {} };
  }
}

/** Size and duration from the container; the frame rate from playing a moment of it without a sound. */
export async function probeVideo(file: File): Promise<Probed> {
  const url = URL.createObjectURL(file);
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.preload = 'auto';
  try {
    const loaded = await inTime(
      new Promise<boolean>((resolve) => {
        video.onloadedmetadata = () => resolve(true);
        video.onerror = () => resolve(false);
        video.src = url;
      }),
      false,
    );
    // Without a picture it is a sound track, or a codec that this browser lacks.
    if (!loaded || video.videoWidth === 0) return { facts: {} };
    const { videoWidth: width, videoHeight: height, duration } = video;
    const fps = await inTime(frameRateOf(video), undefined);
    return {
      facts: { width, height, fps, ...(Number.isFinite(duration) && { seconds: duration }) },
      // Of the frame that the search for the rate has come to.
      thumbnail: await drawSmall(video, width, height),
    };
  } finally {
    video.pause();
    video.removeAttribute('src');
    video.load();
    URL.revokeObjectURL(url);
  }
}

function drawSmall(picture: CanvasImageSource, width: number, height: number): Promise<Blob | undefined> {
  const canvas = document.createElement('canvas');
  canvas.width = Math.min(width, thumbnailWidth);
  canvas.height = Math.max(1, Math.round((canvas.width * height) / width));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), 'image/webp'));
}

async function frameRateOf(video: HTMLVideoElement): Promise<number | undefined> {
  if (!('requestVideoFrameCallback' in video)) return undefined;
  const times: number[] = [];
  const counted = new Promise<void>((resolve) => {
    const count = (_now: number, { mediaTime }: VideoFrameCallbackMetadata) => {
      times.push(mediaTime);
      if (times.length > enoughFrames) resolve();
      else video.requestVideoFrameCallback(count);
    };
    video.requestVideoFrameCallback(count);
    video.onended = () => resolve();
    video.onerror = () => resolve();
  });
  try {
    await video.play();
  } catch {
    return undefined;
  }
  await counted;
  return rateOf(times);
}

/** A busy browser skips frames, so only the shortest steps count; their mean, because times are rounded. */
function rateOf(times: readonly number[]): number | undefined {
  const steps = times.slice(1).map((time, index) => time - times[index]!);
  const shortest = Math.min(...steps.filter((step) => step > 0));
  const single = steps.filter((step) => step > 0 && step < shortest * 1.4);
  if (single.length < 2) return undefined;
  return single.length / single.reduce((sum, step) => sum + step, 0);
}

async function inTime<Result, Otherwise>(work: Promise<Result>, otherwise: Otherwise) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Otherwise>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), patienceMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
