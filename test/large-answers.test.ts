import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seed } from '../src/emulator/seed-ids.js';
import { ok, type Stage, startStage } from './support/facade.js';

/** For some 300 KB. */
const aliases = 600;
const queryOf = (letter: string) =>
  `query ($id: ID!) { ${Array.from(
    { length: aliases },
    (_, index) =>
      `${letter}${index}: project(id: $id) { id name metadata brandContext { appName appDescription audience icp keywords } }`,
  ).join('\n')} }`;
/** More than a connection takes while nobody reads from it, by far. */
const times = 40;

describe('large answers', () => {
  let stage: Stage;
  beforeAll(async () => {
    const config = { maxAliases: 10_000, maxTokens: 100_000, maxFields: 1_000_000 };
    stage = await startStage({ config, emulator: { tier: 'internal' } });
  });
  afterAll(() => stage.close());

  /** Asks many times on one connection, without sharing, and reads nothing before the others have been answered. */
  async function askAll(id: string, others: () => Promise<unknown>): Promise<string[]> {
    const { port, pathname } = new URL(stage.url);
    const socket = connect(Number(port), '127.0.0.1');
    for (let time = 1; time <= times; time++) {
      const body = JSON.stringify({ query: queryOf('a'), variables: { id } });
      socket.write(
        `POST ${pathname} HTTP/1.1\r\nhost: x\r\nconnection: ${time === times ? 'close' : 'keep-alive'}\r\n` +
          `content-type: application/json\r\ncache-control: no-cache\r\nx-api-key: ${stage.emulator.keys.live}\r\n` +
          `content-length: ${body.length}\r\n\r\n${body}`,
      );
    }
    await sleep(2000);
    await others();
    let all = '';
    socket.setEncoding('utf8');
    for await (const chunk of socket) all += chunk;
    return all.split(/HTTP\/1\.1 200 OK\r\n(?:[^\r]+\r\n)+\r\n/).slice(1);
  }

  it('are each their own, however slowly they are taken', async () => {
    const id = seed.project.coffee;
    const texts = await askAll(id, async () => {
      for (let time = 0; time < 10; time++) expect(ok(await stage.ask(queryOf('b'), { id })).b0.id).toBe(id);
    });
    expect(texts).toHaveLength(times);
    const project = ok(await stage.ask(queryOf('a'), { id })).a0;
    expect(project.id).toBe(id);
    for (const text of texts) {
      const { data } = JSON.parse(text);
      for (let index = 0; index < aliases; index++) expect(data[`a${index}`]).toEqual(project);
    }
  });
});
