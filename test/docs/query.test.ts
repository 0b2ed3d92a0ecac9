import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { seed } from '../../src/emulator/seed-ids.js';
import { type Json, ok } from '../support/facade.js';
import { has } from '../support/needs.js';
import { describePage, root } from '../support/pages.js';

describePage('docs/query.md', (page) => {
  it.skipIf(!has.curl)('asks with its curl line', async () => {
    const { data } = JSON.parse(await page.shell('curl http://127'));
    expect(data.influencer).toMatchObject({ name: expect.any(String), vibe: expect.any(String) });
  });

  it('reads a list page by page, and refuses a cursor with another filter', async () => {
    const text = page.take('graphql', 'query Page');
    const first = ok(await page.stage.ask(text)).contentItems;
    expect(first).toMatchObject({ pageInfo: { hasNextPage: true } });
    const after = first.pageInfo.endCursor;
    const second = ok(await page.stage.ask(text, { after })).contentItems;
    const ids = [...first.nodes, ...second.nodes].map(({ id }: Json) => id);
    expect(new Set(ids).size).toBe(3);
    expect(second.pageInfo.hasNextPage).toBe(false);
    const { errors } = await page.stage.ask(text.replace('UPLOADED', 'GENERATED'), { after });
    expect(errors[0]!.extensions.code).toBe('BAD_USER_INPUT');
  });

  it('follows edges from a handle', async () => {
    const text = page.take('graphql', 'query ByHandle');
    const { projectByCustomerExternalId: found } = ok(
      await page.stage.ask(text, { handle: 'acme-coffee-ios' }),
    );
    expect(found.id).toBe(seed.project.coffee);
    expect(found.influencers.nodes).toHaveLength(2);
    expect(ok(await page.stage.ask(text, { handle: 'nobody' }))).toEqual({
      projectByCustomerExternalId: null,
    });
  });

  it('changes an influencer: absent stays, null clears', async () => {
    page.stage.calls();
    const { updateInfluencer, attachReferenceImages } = ok(
      await page.stage.ask(page.take('graphql', 'mutation Edit')),
    );
    expect(updateInfluencer.influencer).toMatchObject({ vibe: 'precise and energetic', hairColor: null });
    expect(updateInfluencer.influencer.personality).toMatchObject({
      tone: expect.any(String),
      humor: 'observational',
    });
    expect(attachReferenceImages).toMatchObject({ droppedAssetIds: [], userErrors: [] });
    expect(page.stage.calls()).toHaveLength(2);
  });

  it('runs the script with typed documents', async () => {
    const { scripts } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
    expect(scripts['example:node']).toContain('examples/node/dist/first-look.js');
    const out = await page.shell('LAYERS_KEY=<key> npm run');
    expect(out).toMatch(/^Acme Coffee: Ben Okafor \(TRAINING\), Ava Chen \(READY\)$/m);
  });
});
