import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask, callerHeaders } from './contestants.mjs';
import { endAtExit } from './exit.mjs';
import { bodyOf, distinctCount, wrkScript } from './scenarios.mjs';

/**
 * Lets `connections` callers ask as fast as they are answered. An answer is looked at before and after; between them
 * wrk counts statuses, and the mean length tells of answers that are not whole. Problems are told, not thrown.
 */
export async function measure({ url, scenario, isDistinct, connections, seconds, cpu }) {
  const problems = [];
  const look = (n) =>
    ask(url, bodyOf(scenario, isDistinct ? n : 0)).catch((error) => {
      problems.push(error.message.slice(0, 300));
      return { bytes: 0 };
    });
  const { bytes } = await look(0);
  const told = await runWrk({ url, scenario, isDistinct, connections, seconds, cpu });
  await look(distinctCount - 1);
  if (told.requests === 0) problems.push('no answer in time');
  else if (told.bytes / told.requests < bytes) problems.push('some answers are shorter than they should be');
  const { socketErrors, statusErrors, timeouts } = told;
  if (socketErrors + statusErrors + timeouts > 0)
    problems.push(`${socketErrors} broken connections, ${statusErrors} other statuses, ${timeouts} timeouts`);
  return {
    perSecond: told.requests / (told.durationUs / 1e6),
    p50Ms: told.requests === 0 ? Number.POSITIVE_INFINITY : told.p50Us / 1000,
    p99Ms: told.requests === 0 ? Number.POSITIVE_INFINITY : told.p99Us / 1000,
    requests: told.requests,
    problems,
  };
}

async function runWrk({ url, scenario, isDistinct, connections, seconds, cpu }) {
  const folder = await mkdtemp(join(tmpdir(), 'layers-wrk-'));
  const forget = endAtExit(() => rmSync(folder, { recursive: true, force: true }));
  try {
    const [script, resultFile] = [join(folder, 'requests.lua'), join(folder, 'result.json')];
    await writeFile(script, wrkScript(scenario, { isDistinct, headers: callerHeaders, resultFile }));
    const options = ['-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '60s', '-s', script, url];
    await run('taskset', ['-c', String(cpu), 'wrk', ...options]);
    return JSON.parse(await readFile(resultFile, 'utf8'));
  } finally {
    forget();
    await rm(folder, { recursive: true, force: true });
  }
}

function run(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    const forget = endAtExit(() => child.kill());
    child.once('error', reject);
    child.once('close', (code) => {
      forget();
      if (code === 0) resolve();
      else
        reject(
          new Error(
            `${command} ${args.join(' ')} ended with ${code}. The benchmark needs wrk (Debian: wrk).`,
          ),
        );
    });
  });
}
