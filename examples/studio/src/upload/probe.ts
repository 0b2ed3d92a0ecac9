import type { MediaFacts } from './look';

/** Longest wait for a browser that neither decodes nor says that it cannot. */
const patienceMs = 5000;
/** Frames that tell a rate. */
const enoughFrames = 12;

/** Undecodable is unknown: Layers may know better. */
export async function probeImage(file: File): Promise<MediaFacts> {
  try {
    const bitmap = await createImageBitmap(file);
    const { width, height } = bitmap;
    bitmap.close();
    return { width, height };
  } catch {
    return {};
  }
}

/** Size and duration from the container; the frame rate from playing a moment of it without a sound. */
export async function probeVideo(file: File): Promise<MediaFacts> {
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
    if (!loaded || video.videoWidth === 0) return {};
    return {
      width: video.videoWidth,
      height: video.videoHeight,
      ...(Number.isFinite(video.duration) && { seconds: video.duration }),
      fps: await inTime(frameRateOf(video), undefined),
    };
  } finally {
    video.pause();
    video.removeAttribute('src');
    video.load();
    URL.revokeObjectURL(url);
  }
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
