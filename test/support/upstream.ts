import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One call as Layers has it: open until it is answered, or until the caller hangs up. */
export interface Call {
  readonly asked: string;
  readonly key: string;
  closed: boolean;
  answer(status: number, body: object): void;
}

export interface Upstream {
  readonly url: string;
  readonly calls: Call[];
  close(): Promise<void>;
}

/** Layers, which answers when the test says so. */
export async function startUpstream(): Promise<Upstream> {
  const calls: Call[] = [];
  const server = createServer((request, response: ServerResponse) => {
    const call: Call = {
      asked: `${request.method} ${request.url}`,
      key: String(request.headers.authorization),
      closed: false,
      answer: (status, body) => {
        if (response.headersSent || response.destroyed) return;
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      },
    };
    response.once('close', () => {
      call.closed = !response.writableFinished;
    });
    calls.push(call);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    async close() {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
}
