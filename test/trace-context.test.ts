import { GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startFacade } from '../src/http/server.js';
import { type Json, ok, type Stage, startStage } from './support/facade.js';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterEach(() => {
  stage.logs.length = 0;
});
afterAll(() => stage.close());

const traceId = '0af7651916cd43dd8448eb211c80319c';
const parentId = 'b7ad6b7169203331';
const whoami = '{ layersViewer { organizationId } }';
const forwarded = () => stage.emulator.requests.at(-1)!.headers;

describe('a traceparent', () => {
  const accepted: [name: string, traceparent: string][] = [
    ['of version 00', `00-${traceId}-${parentId}-01`],
    ['that is not sampled', `00-${traceId}-${parentId}-00`],
    ['with flags that mean nothing yet', `00-${traceId}-${parentId}-ff`],
    ['of a later version', `01-${traceId}-${parentId}-01`],
    ['of a later version that says more', `cc-${traceId}-${parentId}-01-what-the-Future.will:be=like`],
    ['of a later version that ends with a dash', `fe-${traceId}-${parentId}-01-`],
  ];
  for (const [name, traceparent] of accepted)
    it(`${name} goes to Layers as it is, and its trace id into the log`, async () => {
      ok(await stage.ask(whoami, {}, { headers: { traceparent, 'x-request-id': 'req-1' } }));
      expect(forwarded()).toMatchObject({ traceparent, 'x-request-id': 'req-1' });
      expect(stage.logs).toMatchObject([{ msg: 'operation', traceId, requestId: 'req-1' }]);
    });

  const ignored: [name: string, traceparent: string][] = [
    ['of capitals', `00-${traceId.toUpperCase()}-${parentId}-01`],
    ['of the version that is forbidden', `ff-${traceId}-${parentId}-01`],
    ['of version 00 that says more', `00-${traceId}-${parentId}-01-more`],
    ['of version 00 that ends with a dash', `00-${traceId}-${parentId}-01-`],
    ['of a later version that says more without a dash', `01-${traceId}-${parentId}-01more`],
    ['without a trace', `00-${'0'.repeat(32)}-${parentId}-01`],
    ['without a parent', `00-${traceId}-${'0'.repeat(16)}-01`],
    ['with a trace id that is too short', `00-${traceId.slice(1)}-${parentId}-01`],
    ['with a trace id that is too long', `00-${traceId}0-${parentId}-01`],
    ['with a parent id that is too short', `00-${traceId}-${parentId.slice(1)}-01`],
    ['without flags', `00-${traceId}-${parentId}`],
    ['with one digit of flags', `00-${traceId}-${parentId}-1`],
    ['without a version', `${traceId}-${parentId}-01`],
    ['with a letter that is no digit', `00-${traceId.slice(1)}g-${parentId}-01`],
    ['with other dashes', `00_${traceId}_${parentId}_01`],
    ['twice', `00-${traceId}-${parentId}-01, 00-${traceId}-${parentId}-01`],
    ['of a later version, with more than anybody needs', `01-${traceId}-${parentId}-01-${'x'.repeat(300)}`],
    ['of a later version, with a space', `01-${traceId}-${parentId}-01-a b`],
    ['that is empty', ''],
  ];
  for (const [name, traceparent] of ignored)
    it(`${name} is ignored`, async () => {
      ok(await stage.ask(whoami, {}, { headers: { traceparent } }));
      expect(forwarded().traceparent).toBeUndefined();
      expect(stage.logs).toMatchObject([{ msg: 'operation', traceId: null }]);
    });

  it('goes with every call that a request makes, its tracestate with none', async () => {
    const traceparent = `00-${traceId}-${parentId}-01`;
    const before = stage.emulator.requests.length;
    ok(
      await stage.ask(
        '{ layersViewer { organizationId } projects { nodes { influencers { nodes { id } } } } }',
        {},
        { headers: { traceparent, tracestate: 'vendor=secret' } },
      ),
    );
    const calls = stage.emulator.requests.slice(before);
    expect(calls.length).toBeGreaterThan(2);
    for (const { headers } of calls) {
      expect(headers.traceparent).toBe(traceparent);
      expect(headers.tracestate).toBeUndefined();
    }
  });
});

describe('the ids of a request', () => {
  const headers = { traceparent: `00-${traceId}-${parentId}-01`, 'x-request-id': 'req-2' };

  it('are in the line of one that is refused', async () => {
    await stage.ask(`{ ${'a { '.repeat(20)} a ${'}'.repeat(20)} }`, {}, { headers });
    expect(stage.logs).toMatchObject([{ msg: 'refused', traceId, requestId: 'req-2' }]);
  });

  it('are in the line of a fault of this server', async () => {
    const broken = () => {
      throw new TypeError('caption-7Fq');
    };
    const query = new GraphQLObjectType({
      name: 'Query',
      fields: { broken: { type: GraphQLString, resolve: broken } },
    });
    const lines: Json[] = [];
    const facade = await startFacade({
      config: stage.config,
      logger: pino({}, { write: (line: string) => lines.push(JSON.parse(line)) }),
      schema: new GraphQLSchema({ query }),
    });
    const response = await fetch(facade.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: '{"query":"{ broken }"}',
    });
    await facade.close();
    expect(((await response.json()) as Json).errors[0].message).toBe('Internal server error');
    expect(lines).toMatchObject([
      { msg: 'defect', error: 'TypeError', traceId, requestId: 'req-2' },
      { msg: 'operation', traceId, requestId: 'req-2' },
    ]);
    expect(JSON.stringify(lines)).not.toContain('7Fq');
  });
});
