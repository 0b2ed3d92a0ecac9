import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname } from 'node:path';
import type { Logger } from 'pino';
import { finish, sendError } from './answer.js';
import { logDefect } from './defect-log.js';
import { type GraphiqlSettings, settingsElement } from './graphiql-page.js';
import { toInlineJson } from './inline-json.js';

export interface GraphiqlOptions {
  /** Where the build put it; a URL that ends with a slash. */
  readonly folder: URL;
  readonly settings: GraphiqlSettings;
  readonly logger: Logger;
}

export type Pages = (request: IncomingMessage, response: ServerResponse, path: string) => Promise<void>;

interface File {
  readonly type: string;
  readonly etag: string;
  readonly caching: string;
  read(): Promise<Buffer>;
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
};

/** Monaco writes its styles into the page, and GraphiQL's stylesheet holds its fonts; nothing comes from elsewhere. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const prefix = '/graphiql/assets/';

/** Makes what answers `/graphiql` and all below it. Reads nothing before it is asked, and never rejects. */
export function createGraphiql({ folder, settings, logger }: GraphiqlOptions): Pages {
  // What is not listed is not there, so that no name can lead out of the folder.
  let listed: Promise<ReadonlySet<string>> | undefined;
  let page: Promise<Buffer> | undefined;

  async function readPage(): Promise<Buffer> {
    const html = await readFile(new URL('index.html', folder), 'utf8');
    const element = `<script type="application/json" id="${settingsElement}">`;
    if (!html.includes(element)) throw new Error('The page of GraphiQL has no place for its settings.');
    // A function, because a replacement may not read `$` in a setting.
    return Buffer.from(html.replace(element, () => element + toInlineJson(settings)));
  }

  async function find(path: string): Promise<File | undefined> {
    if (path === '/graphiql') {
      page ??= readPage();
      const bytes = await page;
      return {
        type: '.html',
        etag: createHash('sha256').update(bytes).digest('base64url'),
        caching: 'no-cache',
        read: async () => bytes,
      };
    }
    if (!path.startsWith(prefix)) return undefined;
    listed ??= readdir(new URL('assets/', folder)).then((names) => new Set(names));
    const name = path.slice(prefix.length);
    if (!(await listed).has(name)) return undefined;
    return {
      type: extname(name),
      // The name holds a hash of what is in it.
      etag: name,
      caching: 'public, max-age=31536000, immutable',
      read: () => readFile(new URL(`assets/${name}`, folder)),
    };
  }

  return async (request, response, path) => {
    try {
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        sendError(response, 405, 'METHOD_NOT_ALLOWED', 'Files are read by GET or HEAD.', [
          'allow',
          'GET, HEAD',
        ]);
        return;
      }
      if (path === '/graphiql/') {
        finish(response, 308, ['location', '/graphiql', 'content-length', '0'], '');
        return;
      }
      const file = await find(path);
      if (file === undefined) {
        sendError(response, 404, 'NOT_FOUND', 'GraphiQL is served at /graphiql.');
        return;
      }
      const headers = [
        ['etag', `"${file.etag}"`],
        ['cache-control', file.caching],
        ['content-security-policy', policy],
        ['x-content-type-options', 'nosniff'],
        ['referrer-policy', 'no-referrer'],
      ].flat();
      if (isKnown(request.headers['if-none-match'], file.etag)) {
        finish(response, 304, headers, '');
        return;
      }
      const body = await file.read();
      const type = types[file.type] ?? 'application/octet-stream';
      finish(response, 200, [...headers, 'content-type', type, 'content-length', String(body.length)], body);
    } catch (error) {
      listed = undefined;
      page = undefined;
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
        sendError(response, 404, 'NOT_FOUND', 'GraphiQL has not been built: npm run build does it.');
        return;
      }
      logDefect(logger, 'defect', error);
      sendError(response, 500, 'INTERNAL_SERVER_ERROR', 'Internal server error');
    }
  };
}

/** Whether the client's copy, one of those that `If-None-Match` lists, is the one that is here. */
function isKnown(header: string | undefined, etag: string): boolean {
  return (header ?? '').split(',').some((one) => /^\s*(?:W\/)?"(.*)"\s*$/.exec(one)?.[1] === etag);
}
