import type { GraphQLSchema } from 'graphql';
import type { GraphiqlSettings } from '../src/http/graphiql-page.js';
import { ChosenFiles } from './chosen-files.js';
import { type Learned, learn } from './learned.js';

/** What the page remembers while it is open. */
export class Session {
  readonly files = new ChosenFiles();
  readonly settings: GraphiqlSettings;
  schema: GraphQLSchema | undefined;
  #learned: Learned = {};
  readonly #listeners = new Set<() => void>();

  constructor(settings: GraphiqlSettings) {
    this.settings = settings;
  }

  learned = (): Learned => this.#learned;

  onData = (data: Record<string, unknown>, operationName?: string): void => {
    this.#learned = learn(this.#learned, data, operationName);
    for (const listener of this.#listeners) listener();
  };

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}
