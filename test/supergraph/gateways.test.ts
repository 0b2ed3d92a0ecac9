import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seed } from '../../src/emulator/seed-ids.js';
import { type Json, ok } from '../support/facade.js';
import { has } from '../support/needs.js';
import { type Supergraph, startSupergraph } from '../support/supergraph.js';

const { coffee } = seed.project;
const { ava } = seed.influencer;

describe.each(['hive', 'apollo'] as const)('behind the %s gateway', (kind) => {
  describe.skipIf(!has.gateways)('a supergraph', () => {
    let stage: Supergraph;
    beforeAll(async () => {
      stage = await startSupergraph(kind);
    }, 60_000);
    afterAll(() => stage?.close());
    beforeEach(async () => {
      await stage.emulator.reset();
      stage.calls();
      stage.logs.length = 0;
    });
    const operations = () => stage.logs.filter(({ msg }) => msg === 'operation');

    it('reads across all three subgraphs, and spends what the same reads cost without a gateway', async () => {
      const { customers } = ok(
        await stage.ask(`{
          customers { name project { name status contentItems(first: 5, filter: { creativeType: UPLOADED }) {
            nodes { caption editor captionWords platformFit { platform ok } } } } }
        }`),
      );
      const [acme, nobody, none] = customers as Json[];
      expect(acme.project).toMatchObject({ name: 'Acme Coffee', status: 'ACTIVE' });
      const { nodes } = acme.project.contentItems;
      expect(nodes.length).toBeGreaterThan(2);
      for (const node of nodes) {
        expect(node.captionWords).toBe(
          node.caption.split(/\s+/).filter((word: string) => /^[^#\s]/.test(word)).length,
        );
        expect(node.platformFit).toHaveLength(2);
      }
      expect(nodes.map(({ editor }: Json) => editor)).toContain('Kim');
      expect(nobody.project?.name ?? null).toBeNull();
      expect(none.project).toBeNull();
      const calls = stage.calls();
      expect(calls.filter((call) => call === 'GET /v1/projects')).toHaveLength(2);
      expect(calls.filter((call) => call === `GET /v1/projects/${coffee}/content`)).toHaveLength(1);
      expect(calls.length).toBe(2 + 1 + nodes.length);
    });

    it('goes from entities of ours to partners and back, with aliases and fragments', async () => {
      const data = ok(
        await stage.ask(
          `query ($id: ID!) {
            first: project(id: $id) { ...P customer { id name } }
            again: projectByCustomerExternalId(customerExternalId: "acme-coffee-ios") { ...P }
            queue: editorialQueue { key: id editor words: captionWords ... on ContentItem { text: caption project { title: name } } }
          }
          fragment P on Project { key: id title: name people: influencers(first: 1) { nodes { id who: name } } }`,
          { id: coffee },
        ),
      );
      expect(data.first).toMatchObject({ key: coffee, title: 'Acme Coffee', customer: { id: 'c-1' } });
      expect(data.again).toMatchObject({ key: coffee, people: data.first.people });
      expect(data.queue).toHaveLength(3);
      expect(data.queue[0]).toMatchObject({ editor: 'Noa', project: { title: 'Acme Coffee' } });
      expect(data.queue[0].words).toBeGreaterThan(0);
    });

    it('serves the accounts of another subgraph beside ours', async () => {
      const data = ok(
        await stage.ask(`mutation { rename(name: "${'x'.repeat(21)}") { userErrors { code } }
          updateContentCaption(input: { id: "cnt_nobody", caption: "" }) { userErrors { code } } }`),
      );
      expect(data.rename.userErrors).toEqual([{ code: 'NAME_TOO_LONG' }]);
      expect(data.updateContentCaption.userErrors).toEqual([{ code: 'NOT_FOUND' }]);
      expect(ok(await stage.ask('{ viewer { name } layersViewer { organizationId } }'))).toMatchObject({
        viewer: { name: 'Sam' },
        layersViewer: { organizationId: seed.organization.acme },
      });
    });

    it('hands on the credential, the organization and the request id, and no other credential', async () => {
      ok(
        await stage.ask(
          '{ layersViewer { organizationName } viewer { name } }',
          {},
          {
            headers: {
              'x-api-key': stage.emulator.keys.parent,
              'x-layers-organization': seed.organization.child,
              'x-request-id': 'from-the-client',
              traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
              authorization: 'Bearer eyJhbGciOiJIUzI1NiJ9.company.jwt',
            },
          },
        ),
      );
      const { headers } = stage.emulator.requests.at(-1)!;
      expect(headers.authorization).toBe(`Bearer ${stage.emulator.keys.parent}`);
      expect(headers['x-layers-organization']).toBe(seed.organization.child);
      expect(headers['x-request-id']).toBe('from-the-client');
      expect(headers.traceparent).toMatch(/^00-4bf92f3577b34da6a3ce929d0e0e4736-/);
      expect(operations()[0].traceId).toBe('4bf92f3577b34da6a3ce929d0e0e4736');
      expect(operations().map(({ requestId }) => requestId)).toEqual(['from-the-client']);
    });

    describe('errors', () => {
      it('of one entity leave its siblings whole, and keep their code', async () => {
        const broken = seed.content.menuBoard;
        stage.emulator.fail({ path: `/v1/content/${broken}`, times: 3 }, { status: 503, body: 'busy' });
        const answer = await stage.ask('{ editorialQueue { id platformFit { ok } editor } }');
        const queue = answer.data.editorialQueue as Json[];
        expect(queue.map(({ editor }) => editor)).toEqual(['Noa', 'Kim', 'Lou']);
        expect(queue.find(({ id }) => id === seed.content.launchTeaser).platformFit).toHaveLength(2);
        expect(queue.find(({ id }) => id === broken).platformFit).toBeNull();
        expect(answer.errors).toHaveLength(1);
        expect(answer.errors[0]!.extensions).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', retryable: true });
      });

      it('of a root field keep code, scope and words', async () => {
        const { readOnly } = stage.emulator.keys;
        const write = await stage.ask(
          'mutation { createProject(input: { name: "A", timezone: "UTC" }) { project { id } } }',
          {},
          { headers: { 'x-api-key': readOnly } },
        );
        expect(write.data?.createProject ?? null).toBeNull();
        expect(write.errors[0]).toMatchObject({
          message: expect.stringContaining('projects:write'),
          extensions: { code: 'FORBIDDEN', requiredScopes: ['projects:write'], retryable: false },
        });
        const read = await stage.ask(
          '{ project(id: "x") { name } }',
          {},
          { headers: { 'x-api-key': 'lp_live_no' } },
        );
        expect(read.errors[0]!.extensions).toMatchObject({ code: 'UNAUTHENTICATED' });
      });

      it('of arguments are told as such', async () => {
        const answer = await stage.ask('{ projects(first: 500) { nodes { id } } }');
        expect(answer.errors[0]!.extensions.code).toBe('BAD_USER_INPUT');
        expect(stage.calls()).toEqual([]);
      });

      it('of inputs are data, intact', async () => {
        const { updateInfluencer } = ok(
          await stage.ask(
            `mutation ($input: UpdateInfluencerInput!) { updateInfluencer(input: $input) {
              influencer { id } idempotencyKey
              userErrors { code message field retryable retryAfterMs requestId upstreamCode } } }`,
            { input: { id: ava, personality: { humor: 'x' }, name: '', idempotencyKey: 'key-1' } },
          ),
        );
        expect(updateInfluencer).toMatchObject({
          influencer: null,
          idempotencyKey: 'key-1',
          userErrors: [
            { code: 'VALIDATION', field: ['input', 'name'], retryable: false, upstreamCode: 'VALIDATION' },
          ],
        });
        expect(updateInfluencer.userErrors[0].requestId).toMatch(/^req_/);
      });
    });

    it('derives a key for each mutation of one request from its Idempotency-Key', async () => {
      const text = `mutation {
        a: createProject(input: { name: "One", timezone: "UTC" }) { project { id } idempotencyKey userErrors { code } }
        b: createProject(input: { name: "Two", timezone: "UTC" }) { project { id } idempotencyKey userErrors { code } }
      }`;
      const ask = () => stage.ask(text, {}, { headers: { 'idempotency-key': 'from-the-client' } });
      const first = ok(await ask());
      const again = ok(await ask());
      expect(again).toEqual(first);
      expect(first.a.project.id).not.toBe(first.b.project.id);
      expect(stage.calls()).toHaveLength(4);
      // One sends each mutation by itself, the other all of them in one request.
      expect(operations()).toHaveLength(kind === 'hive' ? 4 : 2);
    });

    it('answers a MediaAsset as an entity with null fields on a replica that has not seen it', async () => {
      // The balancer takes turns: the picture is registered on one replica and asked of the other.
      const { uploadMediaInline } = ok(
        await stage.ask(
          `mutation ($input: UploadMediaInlineInput!) { uploadMediaInline(input: $input) { mediaAsset { id url } } }`,
          { input: { projectId: coffee, kind: 'IMAGE', mimeType: 'image/png', dataBase64: 'iVBORw0KGgo=' } },
        ),
      );
      const { id, url } = uploadMediaInline.mediaAsset;
      const picture = async () =>
        ok(await stage.ask('query ($id: ID!) { picture(id: $id) { id url altText } }', { id })).picture;
      const answers = [await picture(), await picture()];
      for (const answer of answers) expect(answer).toMatchObject({ id, altText: `Picture ${id.slice(-4)}` });
      expect(answers.map((answer) => answer.url)).toEqual([null, url]);
    });
  });
});
