import type { Locator, Page } from 'playwright-core';
import { serveStudio } from '../../examples/studio/serve.mjs';
import { type Stage, type StageOptions, startStage } from '../support/facade.js';
import { foreignRequests, startBrowser, type VisitOptions } from './browser.js';

export interface OpenOptions extends VisitOptions {
  /** What the console may say: a failure that a test has asked for is told there too. */
  readonly expected?: RegExp;
  /** Before the page is there: scripts, slow answers. */
  readonly prepare?: (page: Page) => Promise<unknown>;
}

export interface Studio extends Stage {
  /** Of the studio's page; `url` is the graph's. */
  readonly pageUrl: string;
  /** A page of its own at a route such as `library` of the default project, `#/prj_…/library`, or a whole URL. */
  open(route: string, options?: OpenOptions): Promise<Page>;
  /** What every page since the last time did that it must not: calls to elsewhere, errors that nobody expected. */
  leave(): Promise<string[]>;
}

/** The emulator, the graph and the studio as a user gets it, and a browser that reaches nothing else. */
export async function startStudio(options: StageOptions = {}): Promise<Studio> {
  const stage = await startStage(options);
  const { emulator } = stage;
  const [studio, browser] = await Promise.all([
    serveStudio({ graphqlUrl: stage.url, apiKey: emulator.keys.live, built: true }),
    startBrowser(),
  ]);
  const leaving: (() => Promise<string[]>)[] = [];
  return {
    ...stage,
    pageUrl: studio.url,
    async open(route, { expected, prepare, ...options } = {}) {
      const visit = await browser.visit(options);
      const origins = [stage.url, emulator.url];
      leaving.push(async () => {
        const foreign = foreignRequests(visit, ...origins);
        const problems = visit.problems.filter((problem) => !expected?.test(problem));
        await visit.close();
        return [...foreign, ...problems];
      });
      await prepare?.(visit.page);
      const target = new URL(/^#|:/.test(route) ? route : `#/-/${route}`, studio.url);
      origins.push(target.origin);
      await visit.page.goto(target.href);
      return visit.page;
    },
    async leave() {
      const found = await Promise.all(leaving.splice(0).map((leave) => leave()));
      await emulator.reset();
      return found.flat();
    },
    async close() {
      await browser.close();
      await studio.close();
      await stage.close();
    },
  };
}

export function hasFocus(element: Locator): Promise<boolean> {
  return element.evaluate((each) => each === document.activeElement);
}

/** What Layers answers a refusal with. */
export function envelope(code: string, message = 'Refused for a test.', requestId = 'req_test') {
  return { error: { code, message, requestId } };
}
