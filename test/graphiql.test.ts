import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.js';
import { type Facade, startFacade } from '../src/http/server.js';

/** Sends the path as it is: fetch would tidy it up. */
function get(base: string, path: string, headers: Record<string, string> = {}, method = 'GET') {
  return new Promise<{ status: number; headers: Record<string, unknown>; body: string }>(
    (resolve, reject) => {
      const { hostname, port } = new URL(base);
      request({ hostname, port, path, headers, method }, async (response) => {
        let body = '';
        for await (const chunk of response.setEncoding('utf8')) body += chunk;
        resolve({ status: response.statusCode!, headers: response.headers, body });
      })
        .on('error', reject)
        .end();
    },
  );
}

describe('GraphiQL', () => {
  let folder: string;
  let open: Facade;
  const start = (changed: object, told: object = {}) =>
    startFacade({
      config: { ...readConfig({}, {}), port: 0, shutdownTimeoutMs: 1000, ...changed },
      logger: pino({ level: 'silent' }),
      graphiql: { folder: pathToFileURL(`${folder}/`), ...told },
    });
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'layers-graphiql-'));
    await mkdir(join(folder, 'assets'));
    const page = '<!doctype html><script type="application/json" id="settings"></script>';
    await writeFile(join(folder, 'index.html'), page);
    await writeFile(join(folder, 'assets/main-abc.js'), 'document.title = "ready ☕";');
    await writeFile(join(folder, 'assets/main-abc.css'), 'body {}');
    await writeFile(join(folder, 'assets/font-abc.ttf'), 'font');
    await writeFile(join(folder, 'secret.txt'), 'hidden');
    open = await start({ graphiql: true }, { apiKey: 'lp_live_a$&</script>' });
  });
  afterAll(async () => {
    await open.close();
    await rm(folder, { recursive: true });
  });

  it('is a page that may run, load and ask nothing but what this server has', async () => {
    const { status, headers, body } = await get(open.url, '/graphiql');
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    const policy = String(headers['content-security-policy']);
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; /);
    expect(policy).toMatch(/frame-ancestors 'none'/);
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval/);
    const settings = /id="settings">(.*)<\/script>$/.exec(body)![1]!;
    expect(settings).not.toContain('<');
    expect(JSON.parse(settings)).toEqual({
      endpoint: '/graphql',
      introspection: false,
      apiKey: 'lp_live_a$&</script>',
    });
  });

  it('has files of the right types, for good', async () => {
    const types = { js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8' };
    for (const [ending, type] of Object.entries(types)) {
      const path = `/graphiql/assets/main-abc.${ending}`;
      const { status, headers, body } = await get(open.url, path);
      expect(status).toBe(200);
      expect(body).toBe(await readFile(join(folder, `assets/main-abc.${ending}`), 'utf8'));
      expect(headers).toMatchObject({
        'content-type': type,
        'cache-control': 'public, max-age=31536000, immutable',
        'content-length': String(Buffer.byteLength(body)),
        'x-content-type-options': 'nosniff',
      });
    }
    const font = await get(open.url, '/graphiql/assets/font-abc.ttf');
    expect(font.headers['content-type']).toBe('font/ttf');
  });

  it.each(['/graphiql', '/graphiql/assets/main-abc.js'])(
    'answers for %s who has it already, and HEAD',
    async (path) => {
      const whole = await get(open.url, path);
      const etag = String(whole.headers.etag);
      expect(etag).toMatch(/^".+"$/);
      for (const known of [etag, `W/${etag}`, `"other", ${etag}`]) {
        const { status, headers, body } = await get(open.url, path, { 'if-none-match': known });
        expect({ status, body }).toEqual({ status: 304, body: '' });
        expect(headers.etag).toBe(etag);
      }
      expect((await get(open.url, path, { 'if-none-match': '"other"' })).status).toBe(200);
      const head = await get(open.url, path, {}, 'HEAD');
      expect({ status: head.status, body: head.body }).toEqual({ status: 200, body: '' });
      expect(head.headers['content-length']).toBe(whole.headers['content-length']);
    },
  );

  it.each([
    '/graphiql/assets',
    '/graphiql/assets/',
    '/graphiql/assets/.',
    '/graphiql/assets/..',
    '/graphiql/assets/../index.html',
    '/graphiql/assets/../secret.txt',
    '/graphiql/assets/%2e%2e/secret.txt',
    '/graphiql/assets/..%2fsecret.txt',
    '/graphiql/assets/..\\secret.txt',
    '/graphiql/assets/main-abc.js%00',
    '/graphiql/assets//main-abc.js',
    '/graphiql/secret.txt',
    '/graphiql/index.html',
    '/graphiqlx',
  ])('has nothing at %s', async (path) => {
    const { status, body } = await get(open.url, path);
    expect(status).toBe(404);
    expect(body).not.toMatch(/hidden|layers-graphiql-/);
  });

  it('is found by who ends its address with a slash', async () => {
    const { status, headers } = await get(open.url, '/graphiql/');
    expect({ status, location: headers.location }).toEqual({ status: 308, location: '/graphiql' });
  });

  it('is read, not written to', async () => {
    const { status, headers } = await get(open.url, '/graphiql', {}, 'POST');
    expect(status).toBe(405);
    expect(headers.allow).toBe('GET, HEAD');
  });

  it('is not there in production unless asked for', async () => {
    const closed = await start({});
    expect((await get(closed.url, '/graphiql')).status).toBe(404);
    expect((await get(closed.url, '/graphiql/assets/main-abc.js')).status).toBe(404);
    await closed.close();
  });

  it('has no key when the server is not on an emulator, whatever key it holds', async () => {
    const real = await start({ graphiql: true, layersApiKey: 'lp_live_secret' });
    expect((await get(real.url, '/graphiql')).body).not.toMatch(/lp_/);
    await real.close();
  });

  it('says how it is built where it has not been', async () => {
    const folderless = await start(
      { graphiql: true },
      { folder: new URL('nowhere/', pathToFileURL(`${folder}/`)) },
    );
    for (const path of ['/graphiql', '/graphiql/assets/main-abc.js']) {
      const { status, body } = await get(folderless.url, path);
      expect(status).toBe(404);
      expect(body).toMatch(/npm run build/);
    }
    await folderless.close();
  });
});
