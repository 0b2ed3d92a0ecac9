import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { mayJoin, readCachePolicy } from '../rest/cache-policy.js';
import type { Presence } from '../rest/presence.js';
import type { KnownOperation } from './executor.js';

/** One execution under way, for all who ask for its answer. */
export class Flight<Answer> {
  #waiting = 1;
  #isShared = false;

  constructor(
    readonly key: string,
    private answer: Promise<Answer> | undefined,
    readonly presence: Presence,
    /** By `performance.now()`. */
    readonly beganAt: number,
  ) {}

  /** What it will be answered with, for whoever has entered while it was under way. */
  wait(): Promise<Answer> {
    return this.answer!;
  }

  /** Whether anybody has joined it. */
  get isShared(): boolean {
    return this.#isShared;
  }

  enter(): void {
    this.#waiting++;
    this.#isShared = true;
  }

  /** It is over, and keeps nothing: a map's former tables keep it for a while. */
  land(): void {
    this.answer = undefined;
  }

  /** Somebody waits no more; when nobody does, the execution is told. */
  leave(): void {
    if (--this.#waiting === 0) this.presence.leave();
  }
}

/** Equal operations under way, each one execution and one answer for all who ask. */
export class Sharing<Answer> {
  readonly #flights = new Map<string, Flight<Answer>>();

  /** Joins the flight that `key` names, where there is one that somebody waits for. */
  join(key: string): Flight<Answer> | undefined {
    const flight = this.#flights.get(key);
    if (flight === undefined || flight.presence.left) return undefined;
    flight.enter();
    return flight;
  }

  /** The first who asks begins it, and lets it `land` when it has its answer. `presence` tells the execution who waits. */
  begin(key: string, answer: Promise<Answer>, presence: Presence, beganAt: number): Flight<Answer> {
    const flight = new Flight(key, answer, presence, beganAt);
    this.#flights.set(key, flight);
    return flight;
  }

  land(flight: Flight<Answer>): void {
    // One that all have left may have been followed by another.
    if (this.#flights.get(flight.key) === flight) this.#flights.delete(flight.key);
    flight.land();
  }
}

/**
 * Of everything that an answer depends on, a line each: no header has a line break. A fresh one where a caller wants none
 * but its own.
 */
export function sharingKey(
  { method, headers }: IncomingMessage,
  scope: string,
  epoch: string,
  { document, operation, variables }: KnownOperation,
): string {
  const control = headers['cache-control'];
  if (control !== undefined && !mayJoin(readCachePolicy(control))) return randomUUID();
  const { accept = '', 'apollo-federation-include-trace': trace = '' } = headers;
  let key = `${scope}\n${epoch}\n${method}\n${document.id}\n${operation.name?.value}\n${accept}\n${trace}\n${control}\n`;
  // By these the GraphQL server tells a GET that a foreign page could send.
  if (method === 'GET')
    key += `${headers['content-type']}\n${headers['apollo-require-preflight']}\n${headers['x-apollo-operation-name']}\n`;
  try {
    const text = JSON.stringify(variables);
    return key + (text.includes('null') ? JSON.stringify(variables, finite) : text);
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
