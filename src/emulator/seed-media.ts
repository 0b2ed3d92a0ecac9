import { fileURLToPath } from 'node:url';
import type { MediaFacts } from './probe/facts.js';
import type { Blobs } from './storage/blobs.js';
import { mediaUrl } from './storage/paths.js';

/** A committed file of `seed/` with what was measured in it; a test measures again. */
export interface SeedFile {
  file: string;
  contentType: string;
  sizeBytes: number;
  sha256: string;
  thumbnail: string | null;
  /** Null for audio, which is never probed. */
  facts: MediaFacts | null;
}

/** Measured beforehand, so that starting takes no time. */
export const seedFiles: readonly SeedFile[] = [
  {
    file: 'ava-01.jpg',
    contentType: 'image/jpeg',
    sizeBytes: 17828,
    sha256: '6e60dcbe706fb58245c595886a07227e778a991f98af8d08c0b04331315f721d',
    thumbnail: 'ava-01-thumb.jpg',
    facts: { kind: 'image', width: 1080, height: 1350, sizeBytes: 17828 },
  },
  {
    file: 'ava-02.jpg',
    contentType: 'image/jpeg',
    sizeBytes: 20686,
    sha256: 'bc7f3301a456156a6621fe28169a1bc7639ffdb0cb852814d9d645acbb197c77',
    thumbnail: 'ava-02-thumb.jpg',
    facts: { kind: 'image', width: 1080, height: 1350, sizeBytes: 20686 },
  },
  {
    file: 'barista.jpg',
    contentType: 'image/jpeg',
    sizeBytes: 19971,
    sha256: '66a9a1b4ef068e3e221e129ece080a15bbff3030609a220ad89f24169107f294',
    thumbnail: 'barista-thumb.jpg',
    facts: { kind: 'image', width: 1080, height: 1350, sizeBytes: 19971 },
  },
  {
    file: 'ben-01.jpg',
    contentType: 'image/jpeg',
    sizeBytes: 16933,
    sha256: '0548e5a8d0a59c52cafafd2dbc5c5acd54a09449e9229a663d9386ab18a26547',
    thumbnail: 'ben-01-thumb.jpg',
    facts: { kind: 'image', width: 1080, height: 1350, sizeBytes: 16933 },
  },
  {
    file: 'jingle.m4a',
    contentType: 'audio/mp4',
    sizeBytes: 9284,
    sha256: 'e81a8f86caf0f4515e251ec8ba9c61fcccf201339c665dbcfeca985628322b65',
    thumbnail: null,
    facts: null,
  },
  {
    file: 'launch-teaser.mp4',
    contentType: 'video/mp4',
    sizeBytes: 119343,
    sha256: 'fffa275a3e0ac155c85845b0542b0693da715d30985912a4e57bfd4ddde62602',
    thumbnail: 'launch-teaser-thumb.jpg',
    facts: {
      kind: 'video',
      container: 'mp4',
      videoCodec: 'avc',
      audioCodec: 'aac',
      width: 1080,
      height: 1920,
      durationMs: 5000,
      framesPerSecond: 30,
      bitsPerSecond: 180659.54423358192,
      sizeBytes: 119343,
    },
  },
  {
    file: 'logo.png',
    contentType: 'image/png',
    sizeBytes: 9835,
    sha256: 'c9effc912775d3764a8d2b92f790cf5deaa0fed05596f920091cfae122a021bd',
    thumbnail: null,
    facts: { kind: 'image', width: 512, height: 512, sizeBytes: 9835 },
  },
  {
    file: 'menu-800.jpg',
    contentType: 'image/jpeg',
    sizeBytes: 9318,
    sha256: 'c876a76dd475bfe2ae7b2473610bfcaaa0e5e7af9c4480c05b6e92455f245feb',
    thumbnail: 'menu-800-thumb.jpg',
    facts: { kind: 'image', width: 800, height: 800, sizeBytes: 9318 },
  },
  {
    file: 'mia-01.jpg',
    contentType: 'image/jpeg',
    sizeBytes: 16475,
    sha256: 'd024a3c93c14cd273b2d8a03b9bd2419a043710ec8e9b66b207d28486b2017ba',
    thumbnail: 'mia-01-thumb.jpg',
    facts: { kind: 'image', width: 1080, height: 1350, sizeBytes: 16475 },
  },
  {
    file: 'pour-over.mp4',
    contentType: 'video/mp4',
    sizeBytes: 148419,
    sha256: 'eda4923b193bb95d47fca5de5d8499a33cd40f092e71a5450a6fce35fed232f8',
    thumbnail: 'pour-over-thumb.jpg',
    facts: {
      kind: 'video',
      container: 'mp4',
      videoCodec: 'avc',
      audioCodec: 'aac',
      width: 1080,
      height: 1920,
      durationMs: 6000,
      framesPerSecond: 30,
      bitsPerSecond: 188021.99564296403,
      sizeBytes: 148419,
    },
  },
  {
    file: 'slide-1.jpg',
    contentType: 'image/jpeg',
    sizeBytes: 13800,
    sha256: '6b13d255128db821ca9e7c3a9f375af459ab5f00f727e11669882b55fff42acc',
    thumbnail: 'slide-1-thumb.jpg',
    facts: { kind: 'image', width: 1080, height: 1350, sizeBytes: 13800 },
  },
  {
    file: 'slide-2.jpg',
    contentType: 'image/jpeg',
    sizeBytes: 17647,
    sha256: '1518727a02457274a181f5945f05040a10cb143b811614e30345853d5274201d',
    thumbnail: 'slide-2-thumb.jpg',
    facts: { kind: 'image', width: 1080, height: 1350, sizeBytes: 17647 },
  },
  {
    file: 'slide-3.jpg',
    contentType: 'image/jpeg',
    sizeBytes: 16644,
    sha256: '5c9afbc902d9751ccee8ec1ae89b870a29b4f82b63ccf46b1e36eab3303f557b',
    thumbnail: 'slide-3-thumb.jpg',
    facts: { kind: 'image', width: 1080, height: 1350, sizeBytes: 16644 },
  },
];

/** Resolves from `src/emulator`, `dist/emulator` and `dist/chunks` alike. */
const folder = new URL('../../src/emulator/seed/', import.meta.url);

const storageFolder = 'seed/';

export function seedFile(name: string): SeedFile {
  const found = seedFiles.find(({ file }) => file === name);
  if (!found) throw new Error(`no seed file ${name}`);
  return found;
}

/** Where `adoptSeedFiles` has put it. */
export function seedUrl(baseUrl: string, name: string): string {
  return mediaUrl(baseUrl, storageFolder + name);
}

/** Makes every seed file and thumbnail readable under `/media/seed/`. */
export function adoptSeedFiles(blobs: Blobs): void {
  for (const { file, contentType, thumbnail } of seedFiles) {
    blobs.adopt(storageFolder + file, localPath(file), contentType);
    if (thumbnail) blobs.adopt(storageFolder + thumbnail, localPath(thumbnail), 'image/jpeg');
  }
}

export function localPath(file: string): string {
  return fileURLToPath(new URL(file, folder));
}
