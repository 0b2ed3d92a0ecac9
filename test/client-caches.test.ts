import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ApolloClient, HttpLink } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { Client, fetchExchange } from '@urql/core';
import { persistedExchange } from '@urql/exchange-persisted';
import { print } from 'graphql';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import * as apollo from '../examples/clients/apollo-client.js';
import * as apolloPersisted from '../examples/clients/apollo-client-persisted.js';
import {
  changeCaption,
  changeInfluencer,
  contentPage,
  finishUpload,
  influencerCard,
} from '../examples/clients/documents.js';
import type { ContentPageQuery, ContentPageQueryVariables } from '../examples/clients/generated/graphql.js';
import * as urql from '../examples/clients/urql.js';
import * as urqlPersisted from '../examples/clients/urql-persisted.js';
import { seed } from '../src/emulator/seed-ids.js';
import { createContentUpload } from './support/documents.js';
import { ok, type Replica, type Stage, startReplica, startStage } from './support/facade.js';
import { putFile } from './support/files.js';

const projectId = seed.project.coffee;
const { ava } = seed.influencer;
const picture = readFileSync(new URL('media/square-1080.jpg', import.meta.url));
const file = { filename: 'a.jpg', contentType: 'image/jpeg', sizeBytes: picture.length };

let stage: Stage;
let withTexts: Replica;
/** What clients say on the console: a cache that loses something says so there. */
const said: unknown[][] = [];
beforeAll(async () => {
  stage = await startStage();
  const persisted = new URL('../examples/clients/generated/persisted-documents.json', import.meta.url);
  withTexts = await startReplica(stage.emulator, { persistedDocuments: [persisted.pathname] });
});
beforeEach(() => {
  for (const level of ['warn', 'error'] as const)
    vi.spyOn(console, level).mockImplementation((...args) => void said.push(args));
});
afterEach(async () => {
  vi.restoreAllMocks();
  expect(said.splice(0)).toEqual([]);
  await stage.emulator.reset();
  stage.calls();
});
afterAll(async () => {
  await withTexts.close();
  await stage.close();
});

/** What a screen does, the same with each library. */
interface Screen {
  /** A list on the screen: what it shows now, and its next page. */
  open(variables: ContentPageQueryVariables): Promise<{
    shown(): NonNullable<ContentPageQuery['contentItems']>;
    more(): Promise<void>;
  }>;
  /** A list as it comes, null too. */
  look(variables: ContentPageQueryVariables): Promise<ContentPageQuery['contentItems'] | undefined>;
  caption(id: string, caption: string): Promise<void>;
  finish(containerId: string, caption: string): Promise<void>;
  card(): Promise<() => unknown>;
  humor(name: string, humor: string): Promise<void>;
}

function apolloScreen(client: ReturnType<typeof apollo.createClient>): Screen {
  const input = (name: string, humor: string) => ({ id: ava, name, personality: { humor } });
  return {
    async open(variables) {
      const list = client.watchQuery({ query: contentPage, variables });
      list.subscribe({ error: () => undefined });
      await vi.waitFor(() => expect(list.getCurrentResult().data).toBeTruthy());
      const shown = () => (list.getCurrentResult().data as ContentPageQuery).contentItems!;
      return {
        shown,
        async more() {
          const before = shown();
          await list.fetchMore({ variables: { after: before.pageInfo.endCursor } });
          // It is shown a moment later.
          await vi.waitFor(() => expect(shown()).not.toEqual(before));
        },
      };
    },
    look: async (variables) => (await client.query({ query: contentPage, variables })).data?.contentItems,
    caption: async (id, caption) =>
      void (await client.mutate({ mutation: changeCaption, variables: { id, caption } })),
    finish: async (containerId, caption) => void (await apollo.finish(client, { containerId, caption })),
    async card() {
      const variables = { id: ava };
      const card = client.watchQuery({ query: influencerCard, variables });
      card.subscribe({ error: () => undefined });
      await vi.waitFor(() => expect(card.getCurrentResult().data).toBeTruthy());
      return () => card.getCurrentResult().data?.influencer;
    },
    humor: async (name, humor) =>
      void (await client.mutate({ mutation: changeInfluencer, variables: { input: input(name, humor) } })),
  };
}

function urqlScreen(client: Client): Screen {
  const input = (name: string, humor: string) => ({ id: ava, name, personality: { humor } });
  return {
    async open(variables) {
      let shown: ContentPageQuery['contentItems'] | undefined;
      const fetchPage = (after: string | null) =>
        client.query(contentPage, after === null ? variables : { ...variables, after });
      fetchPage(null).subscribe(({ data }) => {
        shown = data?.contentItems;
      });
      await vi.waitFor(() => expect(shown).toBeTruthy());
      return {
        shown: () => shown!,
        // As its documentation has it: each page is its own query, and the first shows them all.
        more: async () => void (await fetchPage(shown!.pageInfo.endCursor ?? null).toPromise()),
      };
    },
    look: async (variables) => (await client.query(contentPage, variables).toPromise()).data?.contentItems,
    caption: async (id, caption) => void (await client.mutation(changeCaption, { id, caption }).toPromise()),
    finish: async (containerId, caption) =>
      void (await client.mutation(finishUpload, { containerId, caption }).toPromise()),
    async card() {
      let shown: unknown;
      client.query(influencerCard, { id: ava }).subscribe(({ data }) => {
        shown = data?.influencer;
      });
      await vi.waitFor(() => expect(shown).toBeTruthy());
      return () => shown;
    },
    humor: async (name, humor) =>
      void (await client.mutation(changeInfluencer, { input: input(name, humor) }).toPromise()),
  };
}

/** The id of an upload whose file is in storage. */
async function landed(): Promise<string> {
  const input = { projectId, grouping: 'PER_FILE' as const, files: [file] };
  const { uploads } = ok(await stage.ask(createContentUpload, { input })).createContentUpload!;
  const { containerId, files } = uploads![0]!;
  await putFile(files[0]!, picture);
  return containerId;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const key = () => stage.emulator.keys.live;
const screens: [name: string, open: () => Screen][] = [
  ['Apollo Client', () => apolloScreen(apollo.createClient(stage.url, key()))],
  ['urql', () => urqlScreen(urql.createClient(stage.url, key()))],
  ['Apollo Client with hashes', () => apolloScreen(apolloPersisted.createClient(withTexts.url, key()))],
  ['urql with hashes', () => urqlScreen(urqlPersisted.createClient(withTexts.url, key()))],
];

describe.each(screens)('a screen with %s', (_name, openScreen) => {
  const list = 'GET /v1/projects/prj_254a4ce1-f4ca-42b1-9e36-17ca45ef3d39/content';

  it('shows a caption that a mutation has changed in each list that has the item, without asking again', async () => {
    const screen = openScreen();
    const all = await screen.open({ projectId });
    const uploads = await screen.open({ projectId, filter: { creativeType: 'UPLOADED' } });
    const { id } = uploads.shown().edges[0]!.node;
    await screen.caption(id, 'Changed');
    const seen = [all, uploads].map(
      ({ shown }) => shown().edges.find(({ node }) => node.id === id)?.node.caption,
    );
    expect(seen).toEqual(['Changed', 'Changed']);
    expect(stage.calls()).toEqual([list, list, `PATCH /v1/content/${id}`]);
  });

  it('appends pages to their list, and keeps the lists of filters apart', async () => {
    const screen = openScreen();
    const all = await screen.open({ projectId });
    const uploads = await screen.open({ projectId, filter: { creativeType: 'UPLOADED' } });
    const first = all.shown().edges.map(({ node }) => node.id);
    const filtered = uploads.shown();
    await all.more();
    const two = all.shown().edges.map(({ node }) => node.id);
    expect(two.slice(0, 3)).toEqual(first);
    expect(new Set(two).size).toBe(6);
    await all.more();
    expect(new Set(all.shown().edges.map(({ node }) => node.id)).size).toBe(9);
    expect(all.shown().pageInfo.hasNextPage).toBe(false);
    expect(uploads.shown()).toEqual(filtered);
    expect(filtered.edges.map(({ node }) => node.id).sort()).toEqual(
      [seed.content.launchTeaser, seed.content.menuBoard, seed.content.seasonalSlides].sort(),
    );
  });

  it('has no list of a project that is not there, and none that seems to go on', async () => {
    const screen = openScreen();
    const nowhere = { projectId: 'prj_00000000-0000-4000-8000-000000000000' };
    expect(await screen.look(nowhere)).toBe(null);
    // What the cache has kept of it is no list either.
    expect(await screen.look(nowhere)).toBe(null);
    expect(stage.calls()).toHaveLength(1);
    expect((await screen.look({ projectId }))?.edges).toHaveLength(3);
  });

  it('shows an upload first in the list once it is finalized, and can go on to the next page', async () => {
    const screen = openScreen();
    const all = await screen.open({ projectId });
    const first = all.shown().edges.map(({ node }) => node.id);
    const containerId = await landed();
    stage.calls();
    await screen.finish(containerId, 'New');
    expect(all.shown().edges.map(({ node }) => node.id)).toEqual([containerId, ...first]);
    expect(all.shown().edges[0]!.node.caption).toBe('New');
    expect(stage.calls()).toHaveLength(1);
    await all.more();
    expect(new Set(all.shown().edges.map(({ node }) => node.id)).size).toBe(7);
  });

  it('shows an upload once in a list that was read anew before the answer to its mutation came', async () => {
    const containerId = await landed();
    // Done already; its answer comes when the list is there.
    ok(await stage.ask(print(finishUpload), { containerId, caption: 'New' }));
    const screen = openScreen();
    const all = await screen.open({ projectId });
    const first = all.shown().edges.map(({ node }) => node.id);
    expect(first[0]).toBe(containerId);
    await screen.finish(containerId, 'New');
    expect(all.shown().edges.map(({ node }) => node.id)).toEqual(first);
  });

  it('keeps what it knew of an object without an id when a mutation answers other fields of it', async () => {
    const screen = openScreen();
    const card = await screen.card();
    const before = card() as { personality: { tone: string } };
    expect(before.personality.tone).toEqual(expect.any(String));
    await screen.humor('Ava B.', 'dry');
    expect(card()).toMatchObject({ name: 'Ava B.', personality: { tone: before.personality.tone } });
    expect(stage.calls()).toHaveLength(2);
  });
});

describe('hashes of codegen', () => {
  it.each([
    [
      'Apollo Client',
      (url: string) =>
        apolloPersisted.createClient(url, key()).query({ query: contentPage, variables: { projectId } }),
    ],
    [
      'urql',
      (url: string) => urqlPersisted.createClient(url, key()).query(contentPage, { projectId }).toPromise(),
    ],
  ])('are all that %s sends, and an error where the server was not given the texts', async (_name, ask) => {
    const sent: unknown[] = [];
    const realFetch = globalThis.fetch;
    vi.spyOn(globalThis, 'fetch').mockImplementation((url, init) => {
      sent.push(JSON.parse(init!.body as string));
      return realFetch(url, init);
    });
    expect((await ask(withTexts.url)).error).toBeUndefined();
    expect(sent).toMatchObject([
      {
        operationName: 'ContentPage',
        extensions: { persistedQuery: { version: 1, sha256Hash: expect.stringMatching(/^[0-9a-f]{64}$/) } },
      },
    ]);
    expect(sent[0]).not.toHaveProperty('query');
    const refused = await ask(stage.url).catch((error: unknown) => ({ error }));
    expect(String(refused.error)).toMatch(/PersistedQueryNotFound/);
    expect(sent).toHaveLength(2);
  });

  it.each([
    [
      'Apollo Client',
      (url: string) => {
        const hashes = new PersistedQueryLink({ sha256 });
        const link = hashes.concat(new HttpLink({ uri: url, headers: { 'x-api-key': key() } }));
        const client = new ApolloClient({ cache: apollo.createCache(), link });
        return client.query({ query: contentPage, variables: { projectId } });
      },
    ],
    [
      'urql',
      (url: string) =>
        new Client({
          url,
          exchanges: [
            urql.createCache(),
            persistedExchange({ preferGetForPersistedQueries: false }),
            fetchExchange,
          ],
          fetchOptions: { headers: { 'x-api-key': key() } },
        })
          .query(contentPage, { projectId })
          .toPromise(),
    ],
  ])('made of the text that %s prints need no file, and send the text once', async (_name, ask) => {
    const replica = await startReplica(stage.emulator);
    const texts = vi.spyOn(globalThis, 'fetch');
    for (let i = 0; i < 2; i++) expect((await ask(replica.url)).error).toBeUndefined();
    const sent = texts.mock.calls.map(([, init]) => 'query' in JSON.parse(init!.body as string));
    expect(sent).toEqual([false, true, false]);
    await replica.close();
  });
});
