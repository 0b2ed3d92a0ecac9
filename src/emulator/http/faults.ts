import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** Which requests a failure is meant for. */
export interface FailMatch {
  method?: string;
  /** The path without its query, whole or as a pattern. */
  path?: string | RegExp;
  /** How many matching requests fail. Default 1; Infinity for all. */
  times?: number;
  /** How many matching requests pass first. Default 0. */
  skip?: number;
  /** Signed PUTs and media GETs instead of API calls. */
  storage?: boolean;
}

/**
 * - `reset`: the connection is lost before an answer; `reset-after`: the same, but the route has run.
 * - `reset-midway`: lost in the middle of the body. `truncate`: half a JSON body and a clean end.
 * - `silence`: never an answer.
 * - an object with a status answers that, instead of the route or `after` it.
 * - an object with nothing but `delayMs` delays the route.
 */
export type FailAnswer =
  | 'reset'
  | 'reset-after'
  | 'reset-midway'
  | 'silence'
  | 'truncate'
  | CannedAnswer
  | { delayMs: number };

export interface CannedAnswer {
  status: number;
  headers?: Record<string, string>;
  /** An object goes as JSON, a string as HTML unless `headers` say otherwise. Default: no body. */
  body?: object | string;
  delayMs?: number;
  /** Runs the route first, and then throws its answer away. */
  after?: boolean;
}

export interface Faults {
  add(match: FailMatch, answer: FailAnswer): void;
  /** The failure for this request, if one was asked for; it counts as used. */
  take(request: { method: string; path: string; storage: boolean }): FailAnswer | undefined;
  clear(): void;
}

export function createFaults(): Faults {
  const pending: { match: FailMatch; answer: FailAnswer; skip: number; left: number }[] = [];
  return {
    add(match, answer) {
      pending.push({ match, answer, skip: match.skip ?? 0, left: match.times ?? 1 });
    },
    take(request) {
      for (const fault of pending) {
        if (fault.left <= 0 || !matches(fault.match, request)) continue;
        if (fault.skip > 0) {
          fault.skip--;
          continue;
        }
        fault.left--;
        return fault.answer;
      }
      return undefined;
    },
    clear() {
      pending.length = 0;
    },
  };
}

function matches(
  match: FailMatch,
  { method, path, storage }: { method: string; path: string; storage: boolean },
): boolean {
  if ((match.storage ?? false) !== storage) return false;
  if (match.method !== undefined && match.method.toUpperCase() !== method) return false;
  if (match.path === undefined) return true;
  // search() and not test(): a global pattern would remember where it stopped.
  return typeof match.path === 'string' ? match.path === path : path.search(match.path) >= 0;
}

export function runsRouteFirst(answer: FailAnswer | undefined): boolean {
  if (answer === undefined || answer === 'reset-after') return true;
  return typeof answer === 'object' && (!('status' in answer) || answer.after === true);
}

/** Waits for the answer's `delayMs`; `closing` ends the wait early. */
export async function delay(answer: FailAnswer | undefined, closing: AbortSignal): Promise<void> {
  if (typeof answer !== 'object' || !answer.delayMs) return;
  await sleep(answer.delayMs, undefined, { signal: closing }).catch(() => undefined);
}

const halfOfAnAnswer = '{"items":[{"id":"prj_';

/** Sends a failing answer, and tells the status that went out: 0 for none. */
export function sendFault(answer: FailAnswer, response: ServerResponse): number {
  if (typeof answer === 'object') return 'status' in answer ? sendCanned(answer, response) : 0;
  const json = { 'Content-Type': 'application/json' };
  switch (answer) {
    case 'reset':
    case 'reset-after':
      response.socket?.resetAndDestroy();
      return 0;
    case 'reset-midway':
      response.writeHead(200, { ...json, 'Content-Length': halfOfAnAnswer.length * 2 });
      response.write(halfOfAnAnswer, () => setTimeout(() => response.destroy(), 20).unref());
      return 200;
    case 'truncate':
      // Two writes, so that Node cannot turn it into a Content-Length.
      response.writeHead(200, json);
      response.write(halfOfAnAnswer);
      response.end();
      return 200;
    case 'silence':
      return 0;
  }
}

function sendCanned({ status, headers, body }: CannedAnswer, response: ServerResponse): number {
  const text = typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);
  const type = typeof body === 'string' ? 'text/html; charset=utf-8' : 'application/json';
  if (!response.req.complete) response.setHeader('Connection', 'close');
  response.writeHead(status, { ...(body !== undefined && { 'Content-Type': type }), ...headers });
  response.end(text);
  return status;
}
