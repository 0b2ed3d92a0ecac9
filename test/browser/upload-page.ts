import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { mediaFile } from '../media/media.js';

export interface Payload {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** A path, or a file that is nowhere on disk. */
export type GivenFile = string | Payload;

export function payload(name: string, mimeType: string, text: string): Payload {
  return { name, mimeType, buffer: Buffer.from(text) };
}

/** Path of a real file. */
export const media = (name: string): string => mediaFile(name).file;

/** The real file under another name. */
export function copy(of: string, name: string): Payload {
  const { file, contentType } = mediaFile(of);
  return { name, mimeType: contentType, buffer: readFileSync(file) };
}

/** A video of five seconds that is as large as a test needs it: an MP4 may have a box of nothing at its end. */
export function largeVideo(name: string, bytes: number): Payload {
  const video = readFileSync(media('portrait-5s.mp4'));
  const free = Buffer.alloc(bytes - video.length);
  free.writeUInt32BE(free.length, 0);
  free.write('free', 4);
  return { name, mimeType: 'video/mp4', buffer: Buffer.concat([video, free]) };
}

/** A video that lasts two hundred times as long as the real one of four seconds, with as few frames: 13 minutes. */
export function slowVideo(name: string): Payload {
  const buffer = readFileSync(media('landscape-silent-4s.mp4'));
  // The units a second, of the whole and of its only track; before them are a version and two times.
  for (const box of ['mvhd', 'mdhd']) {
    const at = buffer.indexOf(box) + 16;
    buffer.writeUInt32BE(Math.round(buffer.readUInt32BE(at) / 200), at);
  }
  return { name, mimeType: 'video/mp4', buffer };
}

/** A file that was chosen. */
export function chosen(page: Page, name: string): Locator {
  return page.getByRole('list', { name: 'Chosen files' }).getByRole('listitem', { name, exact: true });
}

export function uploadButton(page: Page, posts: number): Locator {
  return page.getByRole('button', { name: `Upload ${posts} post${posts === 1 ? '' : 's'}`, exact: true });
}

/** Chooses files, and waits until all of them have been looked at. */
export async function choose(page: Page, files: readonly GivenFile[]): Promise<void> {
  const input = page.getByLabel('Files to upload');
  const paths = files.filter((file) => typeof file === 'string');
  if (paths.length > 0) await input.setInputFiles(paths);
  const payloads = files.filter((file) => typeof file !== 'string');
  if (payloads.length > 0) await input.setInputFiles(payloads);
  await lookedAt(page);
}

/** A browser that is busy decodes a video slowly. */
export async function lookedAt(page: Page): Promise<void> {
  const list = page.getByRole('list', { name: 'Chosen files' });
  await list.waitFor();
  await list.getByText('Looking at it…').first().waitFor({ state: 'hidden', timeout: 40_000 });
}

/** Chooses files and sends them, each as a post of its own. */
export async function send(page: Page, files: readonly GivenFile[]): Promise<void> {
  await choose(page, files);
  await uploadButton(page, files.length).click();
}

/** A post on its way. */
export function upload(page: Page, name: string): Locator {
  return page.getByRole('region', { name: 'Uploads' }).getByRole('listitem', { name, exact: true });
}

/** Posts that are where `words` tell. */
export function inState(page: Page, words: string): Locator {
  return page.getByRole('region', { name: 'Uploads' }).getByRole('status').getByText(words, { exact: true });
}

/** Waits until a post is where `words` tell. */
export async function becomes(page: Page, name: string, words: string): Promise<void> {
  await upload(page, name).getByRole('status').getByText(words, { exact: true }).waitFor({ timeout: 30_000 });
}
