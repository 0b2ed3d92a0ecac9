import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A line between a browser and storage. It knows nothing of HTTP: it passes bytes, holds them back, or is cut. */
export interface TcpProxy {
  readonly url: string;
  /** Where the line leads; to be told before the first connection. */
  leadTo(url: string): void;
  /** From now on a connection stands still when it has sent so many bytes, until it is released. */
  holdAfter(bytes: number): void;
  /** How many connections stand still. */
  held(): number;
  /** Lets the one go on that has stood still for longest, for so many bytes more, and then as any other. */
  release(bytes: number): void;
  /**
   * From now on a connection is lost when it has sent so many bytes, without a word to either end; those that stand
   * still are lost at once.
   */
  cutAfter(bytes: number): void;
  /** From now on everything goes through, and what stands still goes on. */
  mend(): void;
  close(): Promise<void>;
}

interface Line {
  readonly browser: Socket;
  readonly storage: Socket;
  /** Bytes that were sent since the line was made; released bytes do not count. */
  sent: number;
  /** What has come and stands still. */
  kept: Buffer;
}

interface Fault {
  readonly does: 'hold' | 'cut';
  readonly afterBytes: number;
}

/** Of a line that stands still: a small picture. */
const mostKept = 65_536;

export async function startTcpProxy(): Promise<TcpProxy> {
  let target: URL | undefined;
  let fault: Fault | undefined;
  const lines = new Set<Line>();
  /** Those that stand still, the longest first. */
  const standing: Line[] = [];

  const server = createServer({ noDelay: true }, (browser) => {
    if (!target) throw new Error('Nobody has told where the line leads.');
    const storage = connect({ port: Number(target.port), host: target.hostname, noDelay: true });
    const line: Line = { browser, storage, sent: 0, kept: Buffer.alloc(0) };
    lines.add(line);
    browser.on('data', (chunk: Buffer) => (standing.includes(line) ? keep(line, chunk) : send(line, chunk)));
    // What stands still goes nowhere any more.
    browser.on('end', () => standing.includes(line) && cut(line));
    storage.pipe(browser);
    storage.on('drain', () => {
      if (!standing.includes(line)) browser.resume();
    });
    for (const socket of [browser, storage]) socket.on('error', () => undefined).on('close', () => cut(line));
  });

  /** Passes what may go, to the byte. */
  function send(line: Line, chunk: Buffer): void {
    const rest = fault ? Math.max(0, fault.afterBytes - line.sent) : chunk.length;
    const passed = chunk.subarray(0, rest);
    line.sent += passed.length;
    if (passed.length > 0 && !line.storage.write(passed)) line.browser.pause();
    if (passed.length === chunk.length) return;
    if (fault?.does === 'cut') {
      cut(line);
    } else {
      line.kept = Buffer.alloc(0);
      standing.push(line);
      keep(line, chunk.subarray(rest));
    }
  }

  /** Reads on while there is little: a browser that hangs up is not heard on a line that nobody reads from. */
  function keep(line: Line, chunk: Buffer): void {
    line.kept = Buffer.concat([line.kept, chunk]);
    if (line.kept.length >= mostKept) line.browser.pause();
  }

  function cut(line: Line): void {
    if (!lines.delete(line)) return;
    if (standing.includes(line)) standing.splice(standing.indexOf(line), 1);
    line.browser.resetAndDestroy();
    // Not reset: what has got there stays there.
    line.storage.destroy();
  }

  function release(bytes: number): void {
    const line = standing.shift();
    if (!line) throw new Error('No connection stands still.');
    line.sent = -bytes;
    line.browser.resume();
    send(line, line.kept);
  }

  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    leadTo(url) {
      target = new URL(url);
    },
    holdAfter(afterBytes) {
      fault = { does: 'hold', afterBytes };
    },
    held: () => standing.length,
    release,
    cutAfter(afterBytes) {
      fault = { does: 'cut', afterBytes };
      for (const line of [...standing]) cut(line);
    },
    mend() {
      fault = undefined;
      while (standing.length > 0) release(0);
    },
    async close() {
      for (const line of [...lines]) cut(line);
      await once(server.close(), 'close');
    },
  };
}
