import { seedFile, seedUrl } from '../seed-media.js';
import type { MeasuredFile } from './item.js';

const slides = ['slide-1.jpg', 'slide-2.jpg', 'slide-3.jpg'];

/** What a sandbox key's upload turns into: the same media for the same input (RULES 18.2, 18.5). */
export function sandboxFile(contentType: string, index: number, baseUrl: string): MeasuredFile {
  const name = contentType.startsWith('video/') ? 'launch-teaser.mp4' : slides[index % slides.length]!;
  return measuredSeedFile(name, baseUrl);
}

export function measuredSeedFile(name: string, baseUrl: string): MeasuredFile {
  const { contentType, sha256, thumbnail, facts } = seedFile(name);
  if (!facts) throw new Error(`${name} was never measured`);
  const thumbnailUrl = thumbnail && seedUrl(baseUrl, thumbnail);
  return { url: seedUrl(baseUrl, name), thumbnailUrl, contentType, sha256, facts };
}
