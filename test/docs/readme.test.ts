import { expect, it } from 'vitest';
import { firstOperation } from '../../src/http/landing-page.js';
import { ok } from '../support/facade.js';
import { has } from '../support/needs.js';
import { describePage } from '../support/pages.js';

describePage('README.md', (page) => {
  it.skipIf(!has.curl)('asks with its curl line', async () => {
    const { data } = JSON.parse(await page.shell('curl http://127'));
    expect(data.project).toEqual({ name: 'Acme Coffee', timezone: 'America/Los_Angeles' });
  });

  it('looks around for one read an item', async () => {
    page.stage.calls();
    const { project } = ok(await page.stage.ask(page.take('graphql', 'query LookAround')));
    expect(project.contentItems.nodes.length).toBeGreaterThan(1);
    expect(page.stage.calls()).toHaveLength(3 + project.contentItems.nodes.length);
  });

  it('changes a caption', async () => {
    const { updateContentCaption } = ok(await page.stage.ask(page.take('graphql', 'mutation Caption')));
    expect(updateContentCaption).toMatchObject({
      contentItem: { caption: 'Now in every shop. ☕' },
      userErrors: [],
    });
  });

  it('starts Sandbox with an operation that works', async () => {
    expect(ok(await page.stage.ask(firstOperation)).projects.nodes).toHaveLength(2);
  });
});
