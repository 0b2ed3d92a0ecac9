import { Agent, createServer, request } from 'node:http';

/** A reverse proxy that takes the next replica for each request: stands for the load balancer of a deployment. */
export async function startBalancer(replicas) {
  const agent = new Agent({ keepAlive: true });
  let turn = 0;
  const server = createServer({ requestTimeout: 0 }, (incoming, answer) => {
    const target = new URL(replicas[turn++ % replicas.length]);
    const { method, url, headers } = incoming;
    const onward = request(
      { agent, host: target.hostname, port: target.port, method, path: url, headers },
      (back) => {
        answer.writeHead(back.statusCode, back.headers);
        back.pipe(answer);
      },
    );
    onward.on('error', () => (answer.headersSent ? answer.destroy() : answer.writeHead(502).end()));
    answer.on('close', () => onward.destroy());
    incoming.pipe(onward);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/graphql`,
    close: () => {
      server.closeAllConnections();
      agent.destroy();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
