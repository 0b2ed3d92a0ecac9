import type { Presence } from '../rest/presence.js';

/** One execution under way, for all who ask for its answer. */
export class Flight<Answer> {
  #waiting = 1;

  constructor(
    readonly key: string,
    readonly answer: Promise<Answer>,
    readonly presence: Presence,
  ) {}

  enter(): void {
    this.#waiting++;
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
  begin(key: string, answer: Promise<Answer>, presence: Presence): Flight<Answer> {
    const flight = new Flight(key, answer, presence);
    this.#flights.set(key, flight);
    return flight;
  }

  land(flight: Flight<Answer>): void {
    // One that all have left may have been followed by another.
    if (this.#flights.get(flight.key) === flight) this.#flights.delete(flight.key);
  }
}
