import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pixelmatch from 'pixelmatch';
import type { Locator, Page } from 'playwright-core';
import { PNG } from 'pngjs';

const folder = fileURLToPath(new URL('screenshots/', import.meta.url));
/** Of the machine that the pictures are of: with other fonts every page looks different, and nothing is compared. */
const font = '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf';
const diffs = join(tmpdir(), 'layers-graphql-screenshots');

export interface ScreenshotOptions {
  /** Share of pixels that may differ, because fonts do between machines. Default 0.01. */
  readonly tolerance?: number;
  /** What is never the same. */
  readonly mask?: Locator[];
}

/** Throws unless the page looks as it did. `WRITE_SCREENSHOTS=1` takes what it looks like now for how it should. */
export async function expectScreenshot(
  page: Page,
  name: string,
  { tolerance = 0.01, mask = [] }: ScreenshotOptions = {},
): Promise<void> {
  const now = await settled(page, mask);
  const path = join(folder, `${name}.png`);
  if (process.env.WRITE_SCREENSHOTS) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, now);
    return;
  }
  if (!existsSync(path)) throw new Error(`There is no ${path}: WRITE_SCREENSHOTS=1 npm run test:browser`);
  if (!existsSync(font)) {
    console.warn(`${name} is not compared: this machine has other fonts (Debian: fonts-dejavu-core).`);
    return;
  }
  const before = PNG.sync.read(readFileSync(path));
  const after = PNG.sync.read(now);
  const { width, height } = before;
  mkdirSync(diffs, { recursive: true });
  const keep = (kind: string, bytes: Buffer) => writeFileSync(join(diffs, `${name}.${kind}.png`), bytes);
  if (after.width !== width || after.height !== height) {
    keep('now', now);
    throw new Error(`${name} is ${after.width}x${after.height}, not ${width}x${height}; see ${diffs}`);
  }
  const diff = new PNG({ width, height });
  const share =
    pixelmatch(before.data, after.data, diff.data, width, height, { threshold: 0.2 }) / (width * height);
  if (share <= tolerance) return;
  keep('now', now);
  keep('diff', PNG.sync.write(diff));
  throw new Error(`${(share * 100).toFixed(1)} % of ${name} look different; see ${diffs}`);
}

/** What the page looks like once it stays so: what comes late, such as the colors of a code editor, is there then. */
async function settled(page: Page, mask: Locator[]): Promise<Buffer> {
  const take = () => page.screenshot({ animations: 'disabled', caret: 'hide', mask });
  let last = await take();
  for (let attempt = 0; attempt < 20; attempt++) {
    await setTimeout(250);
    const now = await take();
    if (now.equals(last)) return now;
    last = now;
  }
  throw new Error('The page does not stop to change.');
}
