import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

interface Child {
  readonly exited: Promise<number | null>;
  close(): Promise<void>;
}
type StartNode = (
  args: string[],
  env: Record<string, string>,
  ready: (line: string) => string | undefined,
  began?: (child: Child) => void,
) => Promise<Child & { result: string }>;

const file = fileURLToPath(new URL('../../examples/supergraph/processes.mjs', import.meta.url));
const { startNode }: { startNode: StartNode } = await import(file);

describe('a program that an example starts', () => {
  it('can be stopped before it is ready', async () => {
    let child: Child | undefined;
    const args = ['-e', 'setInterval(() => undefined, 1000)'];
    const started = startNode(
      args,
      {},
      () => undefined,
      (begun) => {
        child = begun;
      },
    );
    const outcome = expect(started).rejects.toThrow(/ended/);
    await child!.close();
    // It has no code: a signal has ended it.
    expect(await child!.exited).toBe(null);
    await outcome;
  });

  it('gives what it has said once it is ready', async () => {
    const program = 'console.log("here"); setInterval(() => undefined, 1000)';
    const { result, close } = await startNode(['-e', program], {}, (line) => line);
    expect(result).toBe('here');
    await close();
  });
});
