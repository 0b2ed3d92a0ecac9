import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

function inherited() {
  const { PORT, GATEWAY_SECRET, LAYERS_API_KEY, LAYERS_BASE_URL, ...rest } = process.env;
  return rest;
}

/**
 * Starts a Node program and waits for a line that `ready` takes: gives what it makes of the line, and `close`. `began`
 * has `close` at once, for who is stopped before that line.
 */
export function startNode(args, env, ready, began = () => undefined) {
  const child = spawn(process.execPath, args, {
    // What is meant for one of them must not reach the others.
    env: { ...inherited(), NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const said = [];
  const started = new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      createInterface(stream).on('line', (line) => {
        if (said.length < 200) said.push(line);
        const result = ready(line);
        if (result) resolve(result);
      });
    child.once('exit', () => reject(new Error(`${args.join(' ')} ended:\n${said.join('\n')}`)));
  });
  const close = async () => {
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await exited;
    clearTimeout(timer);
  };
  began({ exited, close });
  return started.then((result) => ({ result, exited, close }));
}
