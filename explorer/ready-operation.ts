import type { ExampleIds } from '../src/http/graphiql-page.js';
import type { Learned } from './learned.js';

/** An operation that a click opens, with variables that work. */
export interface ReadyOperation {
  readonly title: string;
  /** What it shows, or what to know before it runs. */
  readonly about: string;
  readonly text: string;
  variables?(ids: ExampleIds, learned: Learned): object;
  /** Files of this repository, in the order of the PUTs that the answer asks for. */
  readonly puts?: readonly string[];
}

export function nameOf({ text }: ReadyOperation): string | undefined {
  return /^\w+ (\w+)/.exec(text)?.[1];
}

/** Operations that belong together, in the order in which they are run. */
export interface Flow {
  readonly title: string;
  readonly operations: readonly ReadyOperation[];
}

/** What stands in the variables where nothing is known to be there. */
export const placeholders: ExampleIds = {
  project: 'prj_...',
  customerExternalId: 'your-handle',
  uploadProject: 'prj_...',
  influencer: 'inf_...',
  mediaAsset: 'med_...',
  contentItem: 'cnt_...',
};
