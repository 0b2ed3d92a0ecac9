import { ApolloLink } from '@apollo/client';
import { finalize } from 'rxjs';

/** Tells when an operation has ended, to those who show what it has cost. */
export class Activity {
  readonly #listeners = new Set<() => void>();

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Leaves out the operation of the listener itself. */
  link(except: string): ApolloLink {
    return new ApolloLink((operation, forward) => {
      const ended = () => {
        if (operation.operationName !== except) for (const listener of this.#listeners) listener();
      };
      return forward(operation).pipe(finalize(ended));
    });
  }
}
