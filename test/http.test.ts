import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Config, readConfig } from '../src/config.js';
import { seed } from '../src/emulator/seed-ids.js';
import { startFacade } from '../src/http/server.js';
import { type Json, ok, type Stage, startReplica, startStage } from './support/facade.js';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage({ config: { corsOrigins: ['https://app.example.com'] } });
});
afterEach(async () => {
  await stage.emulator.reset();
  stage.calls();
});
afterAll(() => stage.close());

const whoami = '{ layersViewer { organizationId } }';
const at = (path: string) => new URL(path, stage.url);

/** A facade as production starts it, without an emulator's key to show. */
function startReal(config: Partial<Config>) {
  const base = { ...readConfig({}, {}), port: 0, layersBaseUrl: stage.emulator.url };
  return startFacade({ config: { ...base, ...config }, logger: pino({ level: 'silent' }) });
}

function post(url: string, query: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
}

describe('a path', () => {
  const cases: [method: string, path: string, status: number][] = [
    ['GET', '/healthz', 200],
    ['GET', '/healthz?a=b', 200],
    ['HEAD', '/healthz', 200],
    ['GET', '/readyz', 200],
    ['GET', '/', 404],
    ['GET', '/graphql/', 404],
    ['POST', '/graphql/x', 404],
    ['GET', '/GRAPHQL', 404],
    ['GET', '/v1/projects', 404],
    ['GET', '/healthz/../graphql%2f', 404],
    ['GET', '/.well-known/apollo/server-health', 404],
    ['HEAD', '/graphql', 405],
    ['PUT', '/graphql', 405],
    ['PATCH', '/graphql', 405],
    ['DELETE', '/graphql', 405],
    ['OPTIONS', '/graphql', 204],
  ];
  for (const [method, path, status] of cases)
    it(`${method} ${path} is ${status}`, async () => {
      const response = await fetch(at(path), { method, headers: { 'apollo-require-preflight': '1' } });
      const text = await response.text();
      expect(response.status).toBe(status);
      if (status === 405) expect(response.headers.get('allow')).toBe('GET, POST');
      if (method !== 'HEAD' && status >= 400)
        expect(JSON.parse(text).errors[0].message).toEqual(expect.any(String));
      expect(stage.calls()).toEqual([]);
    });

  it('/healthz and /readyz say how the server is, and are not cached', async () => {
    for (const [path, status] of [
      ['/healthz', 'ok'],
      ['/readyz', 'ready'],
    ]) {
      const response = await fetch(at(path!));
      expect(await response.json()).toEqual({ status });
      expect(response.headers.get('cache-control')).toBe('no-store');
    }
  });
});

describe('an answer that the client would not accept', () => {
  const create = 'mutation { createProject(input: { name: "a", timezone: "UTC" }) { idempotencyKey } }';

  it('is 406 before anything is done, whichever way it is asked', async () => {
    const plain = await startReplica(stage.emulator, { jit: false });
    const form = new FormData();
    form.set('operations', JSON.stringify({ query: create }));
    form.set('map', '{}');
    for (const accept of [
      'text/plain',
      'text/html',
      'application/xml, image/*',
      'multipart/mixed',
      'nonsense',
      'application/json;q=0',
      '*/*; q=0.000',
      'application/json;q=0, application/graphql-response+json;q=0',
      'application/json; charset=latin1',
    ]) {
      const headers = { accept, 'x-api-key': stage.emulator.keys.live, 'apollo-require-preflight': '1' };
      const asking = [
        post(stage.url, create, headers),
        post(plain.url, create, headers),
        fetch(stage.url, { method: 'POST', headers, body: form }),
        accept === 'text/html' ? undefined : fetch(`${stage.url}?query={projects{nodes{id}}}`, { headers }),
      ];
      for (const response of (await Promise.all(asking)).filter((each) => each !== undefined)) {
        expect(response.status, accept).toBe(406);
        expect(((await response.json()) as Json).errors[0].extensions).toEqual({ code: 'NOT_ACCEPTABLE' });
      }
    }
    expect(stage.calls()).toEqual([]);
    await plain.close();
  });

  it('is none when JSON is among what it accepts', async () => {
    for (const accept of [
      '',
      '*/*',
      'application/*',
      'text/html, application/json;q=0.5',
      'application/graphql-response+json; charset=utf-8',
      'Application/JSON',
      'application/json;q=0, */*;q=0.1',
      'text/html;q=0, application/json; charset=UTF-8',
    ])
      expect((await post(stage.url, '{ __typename }', { accept })).status, accept).toBe(200);
  });
});

describe('a page of another origin', () => {
  const preflight = async (url: string, origin: string) => {
    const response = await fetch(url, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type,x-api-key',
      },
    });
    return response.headers;
  };

  it('is let in when it is allowed, with the headers it asks for, for a while', async () => {
    const headers = await preflight(stage.url, 'https://app.example.com');
    expect(headers.get('access-control-allow-origin')).toBe('https://app.example.com');
    expect(headers.get('access-control-allow-headers')).toBe('content-type,x-api-key');
    expect(headers.get('access-control-allow-methods')).toContain('POST');
    expect(headers.get('access-control-max-age')).toBe('600');
    expect(headers.get('access-control-allow-credentials')).toBeNull();
    expect(headers.get('vary')).toMatch(/origin/i);
    const response = await post(stage.url, '{ __typename }', { origin: 'https://app.example.com' });
    expect(response.headers.get('access-control-allow-origin')).toBe('https://app.example.com');
    expect(response.headers.get('access-control-expose-headers')).toMatch(/x-request-id/i);
  });

  it('is not let in when it is not allowed', async () => {
    for (const origin of [
      'https://evil.example.com',
      'http://app.example.com',
      'https://app.example.com.evil.com',
      'null',
    ]) {
      expect((await preflight(stage.url, origin)).get('access-control-allow-origin'), origin).toBeNull();
      const response = await post(stage.url, '{ __typename }', { origin });
      expect(response.headers.get('access-control-allow-origin'), origin).toBeNull();
    }
  });

  it('can read why it was refused, when it is allowed', async () => {
    const response = await fetch(stage.url, {
      method: 'POST',
      headers: { origin: 'https://app.example.com', 'content-type': 'text/plain' },
      body: 'x',
    });
    expect(response.status).toBe(415);
    expect(response.headers.get('access-control-allow-origin')).toBe('https://app.example.com');
  });

  it("is let in from Apollo Sandbox's origin only with the emulator", async () => {
    const sandbox = 'https://studio.apollographql.com';
    for (const emulator of [true, false]) {
      const { corsOrigins } = readConfig({ emulator }, {});
      expect(corsOrigins).toEqual(emulator ? [sandbox] : []);
      const other = await startStage({ config: { corsOrigins } });
      expect((await preflight(other.url, sandbox)).get('access-control-allow-origin')).toBe(
        emulator ? sandbox : null,
      );
      await other.close();
    }
  });
});

describe('the landing page', () => {
  const visit = (url: string) =>
    fetch(url, { headers: { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' } });

  it("is Apollo Sandbox for a browser, with a first operation and the emulator's key", async () => {
    const response = await visit(stage.url);
    const page = await response.text();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^text\/html/);
    expect(page).toContain(stage.emulator.keys.live);
    expect(page).toContain('FirstLook');
    expect(page).toMatch(/sandbox/i);
  });

  it('waits for nothing from elsewhere before it shows, and leads to GraphiQL where that is served', async () => {
    const page = await (await visit(stage.url)).text();
    expect(page).not.toMatch(/<(?:link|script|img)[^>]+(?:href|src)="https?:/);
    expect(page).toContain('href="/graphiql"');
    const real = await startReal({ landingPage: true });
    const without = await (await visit(real.url)).text();
    expect(without).not.toContain('href="/graphiql"');
    expect(without).toContain('GRAPHIQL=true');
    await real.close();
  });

  it('has no key when the server is not on an emulator, whatever key it holds', async () => {
    const secret = 'lp_live_secret';
    const real = await startReal({ landingPage: true, layersApiKey: secret });
    const page = await (await visit(real.url)).text();
    expect(page).toMatch(/sandbox/i);
    expect(page).not.toMatch(/lp_(?:live|test)_/);
    expect(page).not.toContain(secret);
    await real.close();
  });

  it('is not there when it is off, nor for a client that is no browser', async () => {
    const closed = await startReal({ landingPage: false });
    const response = await visit(closed.url);
    expect(response.status).toBe(400);
    expect(await response.text()).not.toMatch(/<html|sandbox|lp_live/i);
    await closed.close();
    expect((await fetch(stage.url, { headers: { accept: 'application/json' } })).status).toBe(400);
  });

  it('opens without the gateway secret, and nothing else does', async () => {
    const guarded = await startReal({ landingPage: true, gatewaySecret: 'correct-horse-battery' });
    expect((await visit(guarded.url)).status).toBe(200);
    const asked = await fetch(`${guarded.url}?query={__typename}`, { headers: { accept: 'text/html' } });
    expect(asked.status).toBe(401);
    await guarded.close();
  });
});

describe('introspection', () => {
  const query = '{ __schema { queryType { name } } }';

  it('is answered when it is on, and refused when it is off', async () => {
    expect(ok(await stage.ask(query)).__schema.queryType.name).toBe('Query');
    const closed = await startReal({ introspection: false });
    const { errors } = (await (await post(closed.url, query)).json()) as Json;
    expect(errors[0].extensions).toEqual({ code: 'GRAPHQL_VALIDATION_FAILED' });
    await closed.close();
  });

  it('is not needed for _service { sdl }, which asks for no credential either', async () => {
    const closed = await startReal({ introspection: false });
    const { data } = (await (await post(closed.url, '{ _service { sdl } }')).json()) as Json;
    expect(data._service.sdl).toContain('type Project');
    await closed.close();
  });
});

describe('what goes upstream', () => {
  const forwarded = () => stage.emulator.requests.at(-1)!.headers;
  const trace = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

  it('is the request id, which is echoed too', async () => {
    const { headers } = await stage.ask(whoami, {}, { headers: { 'x-request-id': 'my-id.7:a_b' } });
    expect(headers.get('x-request-id')).toBe('my-id.7:a_b');
    expect(forwarded()['x-request-id']).toBe('my-id.7:a_b');
  });

  it('is a fresh request id when there is none, or one that is no id', async () => {
    const seen = new Set();
    for (const id of [undefined, '', 'a b', 'x'.repeat(129), '<script>']) {
      const { headers } = await stage.ask(
        whoami,
        {},
        { headers: id === undefined ? {} : { 'x-request-id': id } },
      );
      expect(headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
      expect(forwarded()['x-request-id']).toBe(headers.get('x-request-id'));
      seen.add(headers.get('x-request-id'));
    }
    expect(seen.size).toBe(5);
  });

  it('is traceparent, when it is one', async () => {
    await stage.ask(whoami, {}, { headers: { traceparent: trace } });
    expect(forwarded().traceparent).toBe(trace);
    await stage.ask(whoami, {}, { headers: { traceparent: 'nonsense' } });
    expect(forwarded().traceparent).toBeUndefined();
  });

  it('is nothing else', async () => {
    const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl';
    await stage.ask(
      whoami,
      {},
      {
        headers: {
          authorization: `Bearer ${jwt}`,
          cookie: 'session=secret',
          'x-forwarded-for': '203.0.113.7',
          'x-real-ip': '203.0.113.7',
          forwarded: 'for=203.0.113.7',
          origin: 'https://app.example.com',
          referer: 'https://app.example.com/page',
          'user-agent': 'my-client/7',
          tracestate: 'vendor=secret',
          baggage: 'user=secret',
          'x-gateway-secret': 'secret',
          'idempotency-key': 'outer',
          'x-custom': 'secret',
        },
      },
    );
    const { connection: _, host: __, ...rest } = forwarded();
    expect(rest).toEqual({
      accept: 'application/json',
      authorization: `Bearer ${stage.emulator.keys.live}`,
      'x-request-id': expect.any(String),
    });
  });
});

describe('the credential', () => {
  const used = () => stage.emulator.requests.at(-1)?.headers.authorization;
  const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl';

  it('in X-Api-Key wins over a Layers key as Bearer', async () => {
    const { keys } = stage.emulator;
    ok(
      await stage.ask(
        whoami,
        {},
        { headers: { 'x-api-key': keys.live, authorization: `Bearer ${keys.readOnly}` } },
      ),
    );
    expect(used()).toBe(`Bearer ${keys.live}`);
  });

  it('as Bearer counts when it is a Layers key', async () => {
    const { keys } = stage.emulator;
    for (const scheme of ['Bearer', 'bearer', 'BEARER']) {
      ok(
        await stage.ask(
          whoami,
          {},
          { headers: { 'x-api-key': '', authorization: `${scheme} ${keys.readOnly}` } },
        ),
      );
      expect(used()).toBe(`Bearer ${keys.readOnly}`);
    }
  });

  const notOurs = [`Bearer ${jwt}`, 'Bearer x_lp_live_a', 'Basic bHBfbGl2ZV9hOmI=', 'lp_live_a', 'Bearer'];
  for (const authorization of notOurs)
    it(`that is not a Layers key never leaves: Authorization: ${authorization}`, async () => {
      const { data, errors } = await stage.ask(whoami, {}, { headers: { 'x-api-key': '', authorization } });
      expect(data).toEqual({ layersViewer: null });
      expect(errors[0]).toMatchObject({ extensions: { code: 'UNAUTHENTICATED', retryable: false } });
      expect(JSON.stringify(errors)).not.toContain(jwt);
      expect(stage.calls()).toEqual([]);
    });

  it('that is wrong is UNAUTHENTICATED, as Layers says', async () => {
    const { errors } = await stage.ask(whoami, {}, { headers: { 'x-api-key': 'lp_live_wrong' } });
    expect(errors[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED', upstreamStatus: 401 });
  });

  it('that was killed is KILL_SWITCH', async () => {
    const { errors } = await stage.ask(whoami, {}, { headers: { 'x-api-key': stage.emulator.keys.killed } });
    expect(errors[0]?.extensions).toMatchObject({
      code: 'KILL_SWITCH',
      upstreamStatus: 503,
      retryable: false,
    });
  });

  it('of a parent acts in the child that X-Layers-Organization names', async () => {
    const parent = { 'x-api-key': stage.emulator.keys.parent };
    const child = { ...parent, 'x-layers-organization': seed.organization.child };
    const list = '{ projects { nodes { id } } layersViewer { organizationId } }';
    const own = ok(await stage.ask(list, {}, { headers: parent }));
    expect(own.projects.nodes.map(({ id }: Json) => id)).not.toContain(seed.project.child);
    const acting = ok(await stage.ask(list, {}, { headers: child }));
    expect(acting).toEqual({
      projects: { nodes: [{ id: seed.project.child }] },
      layersViewer: { organizationId: seed.organization.child },
    });
    const { data } = await stage.ask(
      whoami,
      {},
      { headers: { ...parent, 'x-layers-organization': seed.organization.other } },
    );
    expect(data.layersViewer).toBeNull();
  });
});
