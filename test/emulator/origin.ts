import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll } from 'vitest';

/** A host on loopback from which media URLs are fetched. */
export interface Origin {
  /** `127.0.0.1:PORT`, which is known only once the tests run. */
  host: string;
  url(path: string): string;
  /** Paths that were asked for. */
  asked: string[];
  /** What it answers; set by each test. */
  answer: RequestListener;
}

/** Starts it before the tests of a file and ends it, with all connections, after them. */
export function useOrigin(port: number): Origin {
  const origin: Origin = {
    host: `127.0.0.1:${port}`,
    url: (path) => `http://${origin.host}${path}`,
    asked: [],
    answer: (_request, response) => response.end(),
  };
  const server = createServer((request, response) => {
    origin.asked.push(request.url ?? '');
    origin.answer(request, response);
  });
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    origin.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });
  return origin;
}
