import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seed } from '../src/emulator/seed-ids.js';
import { type Stage, startStage } from './support/facade.js';

describe('requests that wait behind another on one connection', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await startStage({ config: { shutdownTimeoutMs: 10_000, upstreamTimeoutMs: 5000 } });
  });

  /** Sends operations at once on one connection, all of which wait for Layers. */
  async function send(queries: readonly string[]) {
    stage.emulator.fail({ path: /./, times: Number.POSITIVE_INFINITY }, 'silence');
    stage.calls();
    const { port, pathname } = new URL(stage.url);
    const socket = connect(Number(port), '127.0.0.1');
    for (const query of queries) {
      const body = JSON.stringify({ query });
      socket.write(
        `POST ${pathname} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n` +
          `x-api-key: ${stage.emulator.keys.live}\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
      );
    }
    let seen = 0;
    await expect.poll(() => (seen += stage.calls().length)).toBe(queries.length);
    return socket;
  }

  const queries = [
    '{ layersViewer { organizationId } }',
    `{ project(id: "${seed.project.coffee}") { id name } }`,
    `{ project(id: "${seed.project.fitness}") { id name } }`,
  ];

  it('hold up nothing when the connection is lost: their calls end, and so does the server', async () => {
    const socket = await send(queries);
    socket.resetAndDestroy();
    const beganAt = performance.now();
    await stage.close();
    expect(performance.now() - beganAt).toBeLessThan(3000);
  });

  describe('without a loss', () => {
    afterEach(() => stage.close());

    it('are answered in order', async () => {
      const socket = await send(queries);
      let text = '';
      for await (const chunk of socket.setEncoding('utf8')) {
        text += chunk;
        if (text.split('HTTP/1.1 200 OK').length > queries.length && text.endsWith('}')) break;
      }
      const codes = [...text.matchAll(/"path":\["(\w+)"\]/g)].map(([, path]) => path);
      expect(codes).toEqual(['layersViewer', 'project', 'project']);
    });
  });
});
