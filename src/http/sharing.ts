import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { mayJoin, readCachePolicy } from '../rest/cache-policy.js';
import type { Presence } from '../rest/presence.js';
import type { KnownOperation } from './executor.js';

interface Flight<Answer> {
  readonly answer: Promise<Answer>;
  readonly presence: Presence;
  waiting: number;
}

export interface Shared<Answer> {
  readonly answer: Answer;
  /** False for the one that began it. */
  readonly joined: boolean;
}

/** Equal operations under way, each one execution and one answer for all who ask. */
export class Sharing<Answer> {
  readonly #flights = new Map<string, Flight<Answer>>();

  /**
   * The answer to what `key` says, for as long as `asking` waits for it. `begin` gives who waits for the execution: when
   * nobody does any more, that is told.
   */
  async get(
    key: string,
    asking: Presence,
    begin: () => { answer: Promise<Answer>; presence: Presence },
  ): Promise<Shared<Answer>> {
    const known = this.#flights.get(key);
    const joined = known !== undefined && !known.presence.left;
    const flight = joined ? known : this.#begin(key, begin);
    flight.waiting++;
    const forget = asking.onLeave(() => {
      flight.waiting--;
      if (flight.waiting === 0) flight.presence.leave();
    });
    try {
      return { answer: await flight.answer, joined };
    } finally {
      forget();
    }
  }

  #begin(key: string, begin: () => { answer: Promise<Answer>; presence: Presence }): Flight<Answer> {
    const flight: Flight<Answer> = { ...begin(), waiting: 0 };
    this.#flights.set(key, flight);
    const land = () => {
      if (this.#flights.get(key) === flight) this.#flights.delete(key);
    };
    flight.answer.then(land, land);
    return flight;
  }
}

/** Of everything that an answer depends on; a fresh one where a caller wants none but its own. */
export function sharingKey(
  { method, headers }: IncomingMessage,
  scope: string,
  epoch: string,
  { document, operation, variables }: KnownOperation,
): string {
  if (!mayJoin(readCachePolicy(headers['cache-control']))) return randomUUID();
  // By the last three of them the GraphQL server tells a GET that a foreign page could send.
  const { accept, 'cache-control': control, 'apollo-federation-include-trace': trace } = headers;
  const { 'content-type': type, 'apollo-require-preflight': preflight } = headers;
  const ofGet = method === 'GET' ? [type, preflight, headers['x-apollo-operation-name']] : [];
  const parts = [scope, epoch, method, accept, control, trace, document.id, operation.name?.value, ...ofGet];
  try {
    const text = JSON.stringify(variables);
    return JSON.stringify(parts) + (text.includes('null') ? JSON.stringify(variables, finite) : text);
  } catch {
    // Nested too deeply to be compared.
    return randomUUID();
  }
}

/** JSON makes null of a number beyond all numbers, which is no null to GraphQL. */
function finite(_name: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError('It is no JSON.');
  return value;
}
