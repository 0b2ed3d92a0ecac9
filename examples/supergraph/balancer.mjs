import { createServer, request } from 'node:http';

/**
 * A reverse proxy that takes the next replica for each request, and another one when that takes no connection: stands for
 * the load balancer of a deployment.
 */
export async function startBalancer(replicas) {
  let turn = 0;
  const server = createServer({ requestTimeout: 0 }, (incoming, answer) => {
    const first = turn++;
    const forward = (tries) => {
      const target = new URL(replicas[(first + tries) % replicas.length]);
      const { method, url, headers } = incoming;
      let sent = false;
      // A connection for each request: one that is kept may be closed by a replica that leaves, just as it is used.
      const onward = request(
        { agent: false, host: target.hostname, port: target.port, method, path: url, headers },
        (back) => {
          answer.writeHead(back.statusCode, back.headers);
          back.pipe(answer);
        },
      );
      onward.once('socket', (socket) =>
        socket.once('connect', () => {
          sent = true;
          incoming.pipe(onward);
        }),
      );
      onward.on('error', () => {
        if (answer.destroyed) return;
        if (!sent && tries + 1 < replicas.length) forward(tries + 1);
        else if (answer.headersSent) answer.destroy();
        else answer.writeHead(502).end();
      });
      answer.once('close', () => onward.destroy());
    };
    forward(0);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/graphql`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
