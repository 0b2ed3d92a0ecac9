// type-graphql's decorators need it before any class of the schema loads.
import 'reflect-metadata';
import { defaultFieldResolver, isObjectType, type OperationDefinitionNode, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, type FailAnswer, startEmulator } from '../src/emulator/emulator.js';
import { seed as seeded } from '../src/emulator/seed-ids.js';
import { createCompiler } from '../src/graph/compile.js';
import { createSchema } from '../src/graph/schema.js';
import { type Json, type Replica, startReplica } from './support/facade.js';
import { randomOperation } from './support/operations.js';
import {
  createRandom,
  placesIn,
  type Random,
  type RandomRequest,
  randomRequest,
  spoil,
  wholeSelection,
  wrong,
} from './support/random-requests.js';

/** More of them: COMPILED_OPERATIONS=5000 npx vitest run test/compiled.test.ts; COMPILED_SEED begins elsewhere. */
const operations = Number(process.env.COMPILED_OPERATIONS ?? 300);
const firstSeed = Number(process.env.COMPILED_SEED ?? 1);
/** A text is compiled when it is asked for the third time. */
const rounds = 4;
const timeoutMs = 1000;

const { coffee } = seeded.project;
const schema = createSchema();
let emulator: Emulator;
/** The one compiles, the other does not. */
let facades: readonly [compiled: Replica, plain: Replica];
beforeAll(async () => {
  emulator = await startEmulator({ tier: 'internal' });
  const start = (jit: boolean) =>
    startReplica(emulator, { jit, upstreamTimeoutMs: timeoutMs, callBudget: 10_000 });
  facades = await Promise.all([start(true), start(false)]);
});
afterAll(async () => {
  for (const facade of facades) await facade.close();
  await emulator.close();
});

/** Everything that a client sees, and the calls that it took. */
interface Outcome {
  readonly answer: Json;
  readonly calls: readonly string[];
}

async function outcomes(request: RandomRequest, headers: Record<string, string> = {}): Promise<Outcome[]> {
  const seen = emulator.requests.length;
  const answers = await Promise.all(
    facades.map(async ({ url }, index) => {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-api-key': emulator.keys.live,
          'x-request-id': `facade-${index}`,
          ...headers,
        },
        body: JSON.stringify(request),
      });
      const text = await response.text();
      const { errors, data, extensions } = JSON.parse(text);
      // Each call has an id of its own.
      const said = ({ locations: _, ...error }: Json) =>
        JSON.stringify(error, (name, value) => (name === 'requestId' ? undefined : value));
      return {
        status: response.status,
        // The order of fields too.
        data: JSON.stringify(data),
        errors: errors?.map(said).toSorted(),
        extensions,
        headers: ['content-type', 'cache-control', 'x-layers-upstream-calls', 'x-layers-shared'].map((name) =>
          response.headers.get(name),
        ),
      };
    }),
  );
  const calls = emulator.requests.slice(seen);
  return answers.map((answer, index) => ({
    answer,
    calls: calls
      .filter((call) => call.headers['x-request-id'] === `facade-${index}`)
      .map(({ method, path, query }) => `${method} ${path}?${query}`)
      .toSorted(),
  }));
}

const text = (status: number, code: string): FailAnswer => ({
  status,
  body: { error: { code, message: 'No.' } },
});

/** Of a tier without limits, which the emulator does not admit to. */
const viewer = {
  organizationId: 'org_a',
  organizationName: 'A',
  scopes: ['*'],
  rateLimitTier: 'internal',
  creditBalance: 5,
};

function tellViewer(): void {
  emulator.fail({ path: '/v1/whoami', times: Number.POSITIVE_INFINITY }, { status: 200, body: viewer });
}

/** Lets some of what a request reads fail, in one of the ways that there are, for as long as it is asked. */
async function spoilUpstream(calls: readonly string[], random: Random): Promise<void> {
  const any = <T>(list: readonly T[]) => list[random(list.length)]!;
  const paths = new Set(Array.from({ length: 1 + random(3) }, () => /^GET ([^?]+)/.exec(any(calls))![1]!));
  for (const path of paths) {
    const match = { path, times: Number.POSITIVE_INFINITY };
    const wrongs: (() => Promise<FailAnswer> | FailAnswer)[] = [
      () => text(401, 'UNAUTHENTICATED'),
      () => text(403, 'FORBIDDEN_SCOPE'),
      () => text(403, 'KILL_SWITCH'),
      () => text(404, 'NOT_FOUND'),
      () => text(409, 'CONFLICT'),
      () => text(422, 'VALIDATION'),
      () => text(500, 'INTERNAL'),
      () => ({ status: 500, body: '<h1>No.</h1>' }),
      () => ({ status: 200, body: '<h1>No.</h1>' }),
      () => ({ delayMs: random(40), ...(path === '/v1/whoami' && { status: 200, body: viewer }) }),
      ...(random(20) === 0 ? [(): FailAnswer => 'silence', (): FailAnswer => 'truncate'] : []),
    ];
    const spoiled = async (): Promise<FailAnswer> => {
      const response = await fetch(`${emulator.url}${path}`, {
        headers: { authorization: `Bearer ${emulator.keys.live}` },
      });
      const body = path === '/v1/whoami' ? viewer : await response.json();
      return { status: 200, body: spoil(body, random) };
    };
    emulator.fail(match, await (random(2) === 0 ? spoiled : any(wrongs))());
  }
}

/** The same for each seed, and what fails of it is too: then all rounds fail alike. */
async function compare(seed: number, kinds: Record<string, number>): Promise<void> {
  const random = createRandom(seed);
  const request =
    random(6) === 0
      ? { query: `query Random ${randomOperation(seed)}`, variables: {} }
      : randomRequest(schema, random);
  await emulator.reset();
  tellViewer();
  const calls = (await outcomes(request))[1]!.calls;
  if (calls.length > 0 && random(2) === 0) {
    await emulator.reset();
    await spoilUpstream(calls, random);
    tellViewer();
  }
  for (let round = 1; round <= rounds; round++) {
    const [compiled, plain] = await outcomes(request);
    const { data, errors } = plain!.answer;
    expect(compiled, JSON.stringify({ seed, round, ...request }, null, 1)).toEqual(plain);
    if (round === 1)
      kinds[errors === undefined ? 'whole' : data === undefined || data === 'null' ? 'none' : 'partial']!++;
  }
}

describe('An operation that is compiled', () => {
  it(
    `is answered as graphql-js answers it: ${operations} of them from ${firstSeed} on`,
    async () => {
      const kinds = { whole: 0, partial: 0, none: 0 };
      for (let seed = firstSeed; seed < firstSeed + operations; seed++) await compare(seed, kinds);
      if (operations < 300) return;
      for (const kind of ['whole', 'partial', 'none'] as const)
        expect(kinds[kind], JSON.stringify(kinds)).toBeGreaterThan(10);
    },
    10_000 + operations * 1000,
  );

  const whole: [field: string, type: string, path: string][] = [
    ['project', 'Project', `/v1/projects/${coffee}`],
    ['influencer', 'Influencer', `/v1/influencers/${seeded.influencer.ava}`],
    ['contentItem', 'ContentItem', `/v1/content/${seeded.content.menuBoard}`],
  ];
  for (const [field, type, path] of whole)
    it(`is answered so for ${type} with whatever is not as it should be, anywhere`, async () => {
      const id = path.split('/').at(-1);
      const request = { query: `{ ${field}(id: "${id}") ${wholeSelection(schema, type)} }`, variables: {} };
      await emulator.reset();
      for (let round = 1; round <= rounds; round++) await outcomes(request);
      const headers = { authorization: `Bearer ${emulator.keys.live}` };
      const copy = { body: (await (await fetch(`${emulator.url}${path}`, { headers })).json()) as Json };
      let failed = 0;
      for (const [holder, key] of placesIn(copy)) {
        const sound = holder[key];
        for (const value of wrong) {
          holder[key] = value;
          emulator.fail({ path, times: 2 }, { status: 200, body: structuredClone(copy.body) });
          const [compiled, plain] = await outcomes(request);
          expect(compiled, JSON.stringify([key, value])).toEqual(plain);
          if (plain!.answer.errors) failed++;
        }
        holder[key] = sound;
      }
      expect(failed).toBeGreaterThan(50);
    }, 60_000);

  it('is answered so with a variable named like what every object has', async () => {
    await emulator.reset();
    const headers = {
      'x-ratelimit-limit': '100000',
      'x-ratelimit-remaining': '90000',
      'x-ratelimit-reset': '60',
    };
    emulator.fail({ path: '/v1/projects', times: 2 }, { status: 200, body: { items: [] }, headers });
    await outcomes({ query: '{ projects { nodes { id } } }', variables: {} });
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty'])
      for (const [given, told] of [
        ['{}', 'read-light'],
        [`{"${name}":"write-light"}`, 'null'],
      ] as const) {
        const query = `query ($${name}: String) { layersViewer { rateLimit(class: $${name}) { class } } }`;
        for (let round = 1; round <= rounds; round++) {
          const [compiled, plain] = await outcomes({ query, variables: JSON.parse(given) });
          expect(plain!.answer.data).toContain(told);
          expect(compiled).toEqual(plain);
        }
      }
  });

  // The time that a field has is for all its calls: running it again must not give it more.
  const slow = () => emulator.fail({ times: Number.POSITIVE_INFINITY }, { delayMs: 0.7 * timeoutMs });
  const texts: [what: string, text: (after: string) => string][] = [
    [
      'a look-up and the record behind it',
      () => '{ projectByCustomerExternalId(customerExternalId: "acme-coffee-ios") { metadata } }',
    ],
    [
      'a page from the middle of another',
      (after) => `{ contentItems(projectId: "${coffee}", first: 3, after: "${after}") { nodes { id } } }`,
    ],
  ];
  for (const [what, text] of texts)
    it(`has no more time for ${what}`, async () => {
      await emulator.reset();
      const page = await facades[1].ask(
        `{ contentItems(projectId: "${coffee}", first: 3) { edges { cursor } } }`,
      );
      const query = text(page.data.contentItems.edges[0].cursor);
      slow();
      for (let round = 1; round <= rounds; round++) {
        const [compiled, plain] = await outcomes({ query, variables: {} });
        expect(plain!.answer.errors).toEqual([expect.stringContaining('UPSTREAM_TIMEOUT')]);
        expect(compiled).toEqual(plain);
      }
    });
});

describe('a compiler', () => {
  it('leaves alone what has no resolver, also once Apollo Server has wrapped every field for a trace', () => {
    const own = createSchema();
    const compile = createCompiler(own);
    const document = parse('{ projects(first: 100) { nodes { id name status timezone ownerEmail } } }');
    const operation = document.definitions[0] as OperationDefinitionNode;
    const before = compile(document, operation)!.bytes;
    for (const type of Object.values(own.getTypeMap()))
      for (const field of isObjectType(type) ? Object.values(type.getFields()) : []) {
        const resolve = field.resolve ?? defaultFieldResolver;
        field.resolve = (...given) => resolve(...given);
      }
    expect(compile(document, operation)!.bytes).toBe(before);
  });
});
