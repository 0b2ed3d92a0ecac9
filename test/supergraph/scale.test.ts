import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seed } from '../../src/emulator/seed-ids.js';
import { type Json, ok } from '../support/facade.js';
import { has } from '../support/needs.js';
import { type Supergraph, startSupergraph } from '../support/supergraph.js';

const known = [seed.content.pourOver, seed.content.menuBoard, seed.content.launchTeaser];
const queue = [...known, ...Array.from({ length: 197 }, (_, index) => `cnt_unknown-${index}`)];

describe.each(['hive', 'apollo'] as const)('behind the %s gateway', (kind) => {
  describe.skipIf(!has.gateways)('at scale', () => {
    let stage: Supergraph;
    beforeAll(async () => {
      stage = await startSupergraph(kind, { partnersEnv: { EDITORIAL_QUEUE: queue.join(',') } });
    }, 60_000);
    afterAll(() => stage?.close());
    beforeEach(() => {
      stage.calls();
      stage.logs.length = 0;
    });
    const operations = () => stage.logs.filter(({ msg }) => msg === 'operation').length;

    it("completes a partner's 200 entities in one fetch, each read once, unknown ones null in place", async () => {
      const { editorialQueue } = ok(await stage.ask('{ editorialQueue { id status editor } }'));
      expect(editorialQueue).toHaveLength(200);
      expect(editorialQueue.map(({ id }: Json) => id)).toEqual(queue);
      expect(editorialQueue.slice(0, 4).map(({ status }: Json) => status)).toEqual([
        'COMPLETED',
        'COMPLETED',
        'COMPLETED',
        null,
      ]);
      expect(operations()).toBe(1);
      expect(stage.calls().sort()).toEqual(queue.map((id) => `GET /v1/content/${id}`).sort());
    });

    it('asks nothing of us for what a partner knows alone', async () => {
      const { editorialQueue } = ok(await stage.ask('{ editorialQueue { id editor } }'));
      expect(editorialQueue).toHaveLength(200);
      expect(operations()).toBe(0);
      expect(stage.calls()).toEqual([]);
    });

    it('loses nothing while one replica leaves', async () => {
      const ask = () => stage.ask('{ layersViewer { organizationId } }');
      stage.emulator.fail({ path: '/v1/whoami', times: 10 }, { delayMs: 300 });
      const asking = Array.from({ length: 10 }, ask);
      while (stage.calls().length === 0) await new Promise((next) => setTimeout(next, 5));
      const leaving = stage.replicas[0]!.close();
      const meanwhile = Array.from({ length: 10 }, ask);
      for (const answer of await Promise.all([...asking, ...meanwhile])) ok(answer);
      await leaving;
      for (const answer of await Promise.all(Array.from({ length: 10 }, ask))) ok(answer);
    });
  });
});

describe.skipIf(!has.gateways)('@defer behind Hive', () => {
  it('sends what is slow later, and loses nothing', async () => {
    const stage = await startSupergraph('hive');
    try {
      stage.emulator.fail({ path: `/v1/content/${seed.content.launchTeaser}` }, { delayMs: 500 });
      const query = `query ($id: ID!) { project(id: $id) { name }
        ... @defer(label: "slow") { item: contentItem(id: "${seed.content.launchTeaser}") { caption captionWords platformFit { ok } } } }`;
      const response = await fetch(stage.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'multipart/mixed',
          'x-api-key': stage.emulator.keys.live,
        },
        body: JSON.stringify({ query, variables: { id: seed.project.coffee } }),
      });
      expect(response.headers.get('content-type')).toMatch(/^multipart\/mixed/);
      let text = '';
      let first: string | undefined;
      for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
        text += chunk;
        if (text.includes('Acme Coffee')) first ??= text;
      }
      // What is fast has come before what is slow.
      expect(first).not.toContain('captionWords');
      expect(text).toContain('"captionWords"');
      expect(text).not.toContain('"errors"');
    } finally {
      await stage.close();
    }
  }, 60_000);
});
