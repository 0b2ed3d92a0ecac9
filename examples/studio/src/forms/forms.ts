import { RepeatKey } from '../client/repeat-key';
import type { Problem } from '../errors/problem';

/** Where a form is, and what it is about, for those who have left it. */
export interface FormPlace {
  /** Of the route that shows it. */
  readonly href: string;
  /** `the caption of …` */
  readonly about: string;
}

export interface FormState<Typed> {
  /** What people have typed and nobody has stored; undefined is nothing. */
  readonly typed?: Typed | undefined;
  readonly saving: boolean;
  readonly problems: readonly Problem[];
  readonly said: string;
}

/** One form, on the screen or not. */
export class Form<Typed> {
  readonly key = new RepeatKey();
  readonly place: FormPlace;
  readonly #changed: () => void;
  #state: FormState<Typed> = { saving: false, problems: [], said: '' };

  constructor(place: FormPlace, changed: () => void) {
    this.place = place;
    this.#changed = changed;
  }

  readonly state = (): FormState<Typed> => this.#state;

  change(change: Partial<FormState<Typed>>): void {
    this.#state = { ...this.#state, ...change };
    this.#changed();
  }

  /** Typing makes what was said of the text before untrue. */
  type(typed: Typed | undefined): void {
    this.change({ typed, said: '' });
  }

  forget(): void {
    this.change({ typed: undefined, problems: [], said: '' });
  }
}

/** All forms of a session. What was typed, and what came of it, outlives the screen that it was typed on. */
export class Forms {
  readonly #forms = new Map<string, Form<unknown>>();
  readonly #listeners = new Set<() => void>();
  #open: readonly Form<unknown>[] = [];

  /** For `useSyncExternalStore`, like `open`. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Those with something that is not stored. */
  readonly open = (): readonly Form<unknown>[] => this.#open;

  at<Typed>(place: FormPlace): Form<Typed> {
    const known = this.#forms.get(place.href);
    // One route has one form, whose type is that of its component.
    if (known) return known as Form<Typed>;
    const form = new Form<Typed>(place, () => this.#tell());
    this.#forms.set(place.href, form as Form<unknown>);
    return form;
  }

  #tell(): void {
    this.#open = [...this.#forms.values()].filter((form) => {
      const { typed, saving, problems } = form.state();
      return typed !== undefined || saving || problems.length > 0;
    });
    for (const listener of this.#listeners) listener();
  }
}
