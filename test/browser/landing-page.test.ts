import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.js';
import { startFacade } from '../../src/http/server.js';
import { type Stage, startStage } from '../support/facade.js';
import { type Browser, startBrowser, type Visit } from './browser.js';
import { expectScreenshot } from './screenshot.js';

const closed = 'Apollo Sandbox cannot be loaded';
const sandboxScript = 'https://embeddable-sandbox.cdn.apollographql.com/**';
const sandboxFrame = 'https://sandbox.embed.apollographql.com/**';

describe('the landing page', () => {
  let stage: Stage;
  let browser: Browser;
  let visit: Visit | undefined;
  beforeAll(async () => {
    [stage, browser] = await Promise.all([startStage(), startBrowser()]);
  });
  afterEach(() => visit?.close());
  afterAll(() => Promise.all([stage?.close(), browser?.close()]));

  it('says behind a closed network that Sandbox is out of reach, and leads to GraphiQL', async () => {
    visit = await browser.visit();
    const { page } = visit;
    await page.goto(stage.url);
    await page.getByRole('status').getByText(closed).waitFor();
    await page.getByRole('link', { name: 'Open GraphiQL' }).click();
    await page.getByRole('button', { name: /^Execute query/ }).waitFor();
  });

  it('says so too where the network swallows what is sent', async () => {
    visit = await browser.visit();
    const { page } = visit;
    await page.clock.install();
    await page.route(sandboxScript, () => undefined);
    await page.goto(stage.url, { waitUntil: 'commit' });
    await page.getByText('Loading Apollo Sandbox').waitFor();
    expect(await page.getByRole('link', { name: 'Open GraphiQL' }).isVisible()).toBe(true);
    await page.clock.runFor(10_000);
    await page.getByRole('status').getByText(closed).waitFor();
  });

  it('says so too where the script comes, from a cache say, and Sandbox itself does not', async () => {
    visit = await browser.visit();
    const { page } = visit;
    await page.clock.install();
    await page.route(sandboxScript, (route) =>
      route.fulfill({ contentType: 'text/javascript', body: embed }),
    );
    await page.goto(stage.url);
    await page.locator('iframe').waitFor({ state: 'attached' });
    await page.clock.runFor(10_000);
    await page.getByRole('status').getByText(closed).waitFor();
    expect(await page.getByRole('link', { name: 'Open GraphiQL' }).isVisible()).toBe(true);
  });

  it("is Sandbox once that has come, told the endpoint, the first operation and the emulator's key", async () => {
    visit = await browser.visit();
    const { page } = visit;
    await page.route(sandboxScript, (route) =>
      route.fulfill({ contentType: 'text/javascript', body: embed }),
    );
    await page.route(sandboxFrame, (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: "<h1>Sandbox</h1><script>parent.postMessage({ name: 'ExplorerListeningForHandshake' }, '*')</script>",
      }),
    );
    await page.goto(stage.url);
    await page.frameLocator('iframe').getByRole('heading', { name: 'Sandbox' }).waitFor();
    expect(
      await page
        .getByRole('link', { name: 'Open GraphiQL' })
        .click({ timeout: 500, trial: true })
        .catch(() => 'covered'),
    ).toBe('covered');
    expect(await page.evaluate('told')).toMatchObject({
      initialEndpoint: stage.url,
      runTelemetry: false,
      initialState: {
        document: expect.stringContaining('FirstLook'),
        headers: { 'X-Api-Key': stage.emulator.keys.live },
      },
    });
    expect(visit.problems).toEqual([]);
  });

  /** Does with its options what Apollo's script does: a frame in the target, from Apollo's origin. */
  const embed = `window.EmbeddedSandbox = class {
    constructor(options) {
      window.told = options;
      const frame = document.createElement('iframe');
      frame.src = 'https://sandbox.embed.apollographql.com/sandbox/explorer';
      document.querySelector(options.target).append(frame);
    }
  };`;

  it('is not there in production, and neither is GraphiQL', async () => {
    const production = await startFacade({
      config: { ...readConfig({}, {}), port: 0 },
      logger: pino({ level: 'silent' }),
      graphiql: { folder: new URL('../../dist/graphiql/', import.meta.url) },
    });
    visit = await browser.visit();
    for (const path of ['/graphql', '/graphiql']) {
      const response = await visit.page.goto(new URL(path, production.url).href);
      expect(response!.status(), path).toBeGreaterThanOrEqual(400);
      expect(await visit.page.content(), path).not.toMatch(/sandbox|graphiql\/assets|settings/i);
    }
    await visit.close();
    await production.close();
  });

  it.each([
    [1280, 'light'],
    [1280, 'dark'],
    [360, 'light'],
    [360, 'dark'],
  ] as const)('looks as it did behind a closed network, %i px wide and %s', async (width, colorScheme) => {
    visit = await browser.visit({ width, height: 740, colorScheme });
    await visit.page.goto(stage.url);
    await visit.page.getByText(closed).waitFor();
    await expectScreenshot(visit.page, `landing-${width}-${colorScheme}`);
  });
});
