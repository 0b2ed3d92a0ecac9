import type { Problem } from '../errors/problem';
import type { FragmentType } from '../generated';
import type { LookedAt } from './look';
import type { Progress } from './pace';
import type { UploadedItemFragment } from './uploaded-item';

export type Phase =
  /** For a free slot. */
  | 'waiting'
  /** Layers wants the key to wait. */
  | 'limited'
  /** A session is being made. */
  | 'starting'
  | 'sending'
  | 'finalizing'
  | 'done'
  /** The connection was lost on the way. */
  | 'lost'
  | 'failed'
  | 'canceled';

/** What is on its way, or will be, and can still be canceled. */
export const running: readonly Phase[] = ['waiting', 'limited', 'starting', 'sending', 'finalizing'];

export interface UploadFile extends LookedAt {
  /** Undefined where the browser cannot show it. */
  readonly thumbnailUrl?: string;
}

/** One post in the making. */
export interface Upload {
  readonly id: string;
  readonly projectId: string;
  readonly name: string;
  /** One, or the pictures of a slideshow in order. */
  readonly files: readonly UploadFile[];
  readonly slideshow: boolean;
  /** May be edited until it is finalized. */
  readonly caption: string;
  readonly phase: Phase;
  /** How long it is `limited`, from when this was told. */
  readonly wait?: { readonly ms: number };
  /** By file. */
  readonly progress: readonly Progress[];
  readonly problems: readonly Problem[];
  readonly item?: FragmentType<typeof UploadedItemFragment>;
}
