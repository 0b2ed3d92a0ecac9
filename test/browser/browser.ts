import { type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { findChromium } from '../support/chromium.js';

export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** URLs of all requests so far, those of workers among them. */
  readonly requests: readonly string[];
  /** What the page has complained about so far: errors on its console, and those that nothing caught. */
  readonly problems: readonly string[];
  close(): Promise<void>;
}

export interface VisitOptions extends Pick<BrowserContextOptions, 'colorScheme' | 'reducedMotion'> {
  /** Default 1280. */
  readonly width?: number;
  /** Default 800. */
  readonly height?: number;
}

export interface Browser {
  /** A page of its own, with nothing kept from another. */
  visit(options?: VisitOptions): Promise<Visit>;
  /** Closes every page too. */
  close(): Promise<void>;
}

/** Starts the machine's browser behind a closed network: it reaches this machine and nothing else. */
export async function startBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined)
    throw new Error('There is no Chromium on this machine: install one, or name it in CHROMIUM_PATH.');
  const browser = await chromium.launch({
    executablePath,
    args: [
      // Not by intercepting requests: that would change how uploads run.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
      // In a container, whose user is root and whose /dev/shm is small.
      '--no-sandbox',
      '--disable-dev-shm-usage',
      // The same pixels everywhere, as far as fonts allow.
      '--font-render-hinting=none',
      '--disable-lcd-text',
      '--force-color-profile=srgb',
    ],
  });
  return {
    async visit({ width = 1280, height = 800, colorScheme = 'light', reducedMotion = 'reduce' } = {}) {
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme,
        reducedMotion,
        locale: 'en-US',
        timezoneId: 'UTC',
      });
      context.setDefaultTimeout(10_000);
      const requests: string[] = [];
      const problems: string[] = [];
      context.on('request', (request) => requests.push(request.url()));
      context.on('console', (message) => {
        if (message.type() === 'error') problems.push(message.text());
      });
      context.on('weberror', (error) => problems.push(String(error.error())));
      const page = await context.newPage();
      return { page, context, requests, problems, close: () => context.close() };
    },
    close: () => browser.close(),
  };
}

/** Those that went to another origin than those of `urls`. */
export function foreignRequests({ requests }: Visit, ...urls: string[]): string[] {
  const origins = urls.map((url) => new URL(url).origin);
  return requests.filter((url) => /^(?:https?|wss?):/.test(url) && !origins.includes(new URL(url).origin));
}
