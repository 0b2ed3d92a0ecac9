import type { PlatformFit } from '../world.js';
import type { ImageFacts, MediaFacts, VideoFacts } from './facts.js';

const platforms = ['tiktok', 'instagram'] as const;

/** RULES 12.5 */
const minImageEdge = 1080;

/** RULES 12.6 */
const video = {
  minEdge: 360,
  maxWidth: 1920,
  minDurationMs: 3_000,
  maxDurationMs: 10 * 60_000,
  minFramesPerSecond: 23,
  maxFramesPerSecond: 60,
  maxBitsPerSecond: 25_000_000,
  maxBytes: 100 * 1024 * 1024,
};

/** One entry a platform. The rules go by media kind only, so both say the same (RULES 12.1, 12.4). */
export function platformFitOf(files: readonly MediaFacts[]): PlatformFit[] {
  const issues = files.flatMap(issuesOf);
  return platforms.map((platform) => ({ platform, ok: issues.length === 0, issues: [...issues] }));
}

/** Why a file does not fit; empty when it does. The image text is the documented one, the rest are in its manner. */
export function issuesOf(facts: MediaFacts): string[] {
  return facts.kind === 'image' ? imageIssuesOf(facts) : videoIssuesOf(facts);
}

function imageIssuesOf({ width, height }: ImageFacts): string[] {
  if (Math.min(width, height) >= minImageEdge) return [];
  return [`${width}x${height} image resolution too low (min ${minImageEdge}px on the short edge)`];
}

function videoIssuesOf(facts: VideoFacts): string[] {
  const { width, height, durationMs, bitsPerSecond } = facts;
  // Timestamps are rounded to the track's timescale, so a nominal 60 may measure 60.0003.
  const framesPerSecond = round(facts.framesPerSecond, 2);
  const seconds = round(durationMs / 1000, 1);
  const issues: (string | false)[] = [
    facts.container === 'other' && 'container not supported (MP4 or MOV only)',
    facts.videoCodec !== 'avc' &&
      facts.videoCodec !== 'hevc' &&
      `${facts.videoCodec} video codec not supported (H.264 or HEVC only)`,
    facts.audioCodec !== null &&
      facts.audioCodec !== 'aac' &&
      `${facts.audioCodec} audio codec not supported (AAC only)`,
    durationMs < video.minDurationMs && `${seconds}s video too short (min 3s)`,
    durationMs > video.maxDurationMs && `${seconds}s video too long (max 10min)`,
    Math.min(width, height) < video.minEdge &&
      `${width}x${height} video resolution too low (min ${video.minEdge}px on each edge)`,
    width > video.maxWidth && `${width}x${height} video too wide (max ${video.maxWidth}px)`,
    framesPerSecond < video.minFramesPerSecond &&
      `${framesPerSecond}fps frame rate too low (min ${video.minFramesPerSecond}fps)`,
    framesPerSecond > video.maxFramesPerSecond &&
      `${framesPerSecond}fps frame rate too high (max ${video.maxFramesPerSecond}fps)`,
    bitsPerSecond > video.maxBitsPerSecond &&
      `${round(bitsPerSecond / 1e6, 1)}Mbps bitrate too high (max 25Mbps)`,
    facts.sizeBytes > video.maxBytes &&
      `${round(facts.sizeBytes / 1024 ** 2, 1)}MB video too large (max 100MB)`,
  ];
  return issues.filter((issue) => issue !== false);
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
