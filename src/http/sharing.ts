import type { Presence } from '../rest/presence.js';

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
