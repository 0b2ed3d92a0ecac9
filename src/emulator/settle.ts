import { postMoments } from './publishing/dispatch.js';
import { reviewMoments } from './review/auto-approval.js';
import { accountMoments } from './social/token-expiry.js';
import type { World } from './world.js';

/** Something that is going to happen by the clock alone. */
export interface Moment {
  atMs: number;
  happen(): void;
}

/** Lets everything happen that is due by now, in its order, whoever asks next: a token that expires at noon fails the post of one o'clock. */
export function settle(world: World, nowMs: number): void {
  for (;;) {
    let next: Moment | undefined;
    for (const moments of [postMoments, accountMoments, reviewMoments]) {
      for (const moment of moments(world)) {
        if (moment.atMs <= nowMs && (next === undefined || moment.atMs < next.atMs)) next = moment;
      }
    }
    if (next === undefined) return;
    next.happen();
  }
}
