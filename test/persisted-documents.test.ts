import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Json, type Stage, startReplica, startStage } from './support/facade.js';

const folder = mkdtempSync(join(tmpdir(), 'persisted-'));
const generated = fileURLToPath(
  new URL('../examples/clients/generated/persisted-documents.json', import.meta.url),
);
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await stage.close();
});

function file(content: unknown): string {
  const path = join(folder, `${Math.random()}.json`);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

async function ask(url: string, body: Json): Promise<Json> {
  const headers = { 'content-type': 'application/json', 'x-api-key': stage.emulator.keys.live };
  return (await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })).json();
}

const byHash = (text: string) => ({
  extensions: { persistedQuery: { version: 1, sha256Hash: hashOf(text) } },
});

describe('documents that the server is given', () => {
  it('are known by their hash from the start, with the prefix of codegen and without, from several files', async () => {
    const [one, two] = ['{ one: __typename }', '{ two: __typename }'];
    const files = [file({ [`sha256:${hashOf(one)}`]: one }), file({ [hashOf(two)]: two }), generated];
    const replica = await startReplica(stage.emulator, { persistedDocuments: files });
    expect(await ask(replica.url, byHash(one))).toMatchObject({ data: { one: 'Query' } });
    expect(await ask(replica.url, byHash(two))).toMatchObject({ data: { two: 'Query' } });
    expect(await ask(replica.url, { query: one })).toMatchObject({ data: { one: 'Query' } });
    expect(await ask(replica.url, { query: one, ...byHash(one) })).toMatchObject({ data: { one: 'Query' } });
    expect(await ask(replica.url, byHash('{ three: __typename }'))).toMatchObject({
      errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }],
    });
    await replica.close();
  });

  it('are not forgotten for room', async () => {
    const text = '{ kept: __typename }';
    const replica = await startReplica(stage.emulator, {
      persistedDocuments: [file({ [hashOf(text)]: text })],
    });
    for (let i = 0; i < 40; i++) {
      const search = `${i}${'x'.repeat(1_000_000)}`;
      const large = `{ __typename projects(filter: { search: "${search}" }) @skip(if: true) { nodes { id } } }`;
      expect(await ask(replica.url, { query: large })).toMatchObject({ data: { __typename: 'Query' } });
    }
    expect(await ask(replica.url, byHash(text))).toMatchObject({ data: { kept: 'Query' } });
    await replica.close();
  });

  it.each([
    ['is not there', () => join(folder, 'nowhere.json'), /nowhere\.json cannot be read \(ENOENT\)/],
    ['is no JSON', () => file('{'), /is not a JSON object of texts/],
    ['holds no texts', () => file({ a: 1 }), /is not a JSON object of texts/],
    ['has another hash', () => file({ [hashOf('a')]: '{ __typename }' }), /is no text by its SHA-256/],
    [
      'does not fit the schema',
      () => file({ [hashOf('{ nobody }')]: '{ nobody }' }),
      /does not fit the schema/,
    ],
    [
      'is over a limit',
      () => {
        const text = `{ ${'a: __typename '.repeat(3000)}}`;
        return file({ [hashOf(text)]: text });
      },
      /is refused: The operation has more than/,
    ],
  ])('stop the server from starting where one %s', async (_name, path, message) => {
    await expect(startReplica(stage.emulator, { persistedDocuments: [path()] })).rejects.toThrow(message);
  });
});
