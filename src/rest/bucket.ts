/** What an answer told of a bucket; `resetAt` by our clock, in epoch milliseconds. */
export interface Told {
  readonly limit: number | null;
  readonly remaining: number | null;
  readonly resetAt: number | null;
}

/** A bucket as all replicas know it (`redis-quota.ts`). Null is unknown. */
export interface BucketState {
  readonly limit: number | null;
  /** Those under way count as gone. */
  readonly left: number | null;
  readonly resetMs: number | null;
  /** Whether Layers told the reset. */
  readonly isTold: boolean;
}

/** RULES 6.1: a window that nobody told the end of is a minute from its first call. */
const windowMs = 60_000;
/** Two answers may tell one reset a second apart, each rounded to seconds, and the time they took comes on top. */
const sameResetMs = 2_000;

/**
 * What is left of one bucket of one key in its present window: the least that any answer of the window told, less the
 * calls under way, each of which that answer may or may not have counted, and less those that ended without telling.
 * So it may rise while calls come back in another order than Layers took them, and is never above the truth.
 */
export class Bucket {
  underWay = 0;
  #limit: number | undefined;
  #isLimitTold = false;
  #least: number | undefined;
  #silent = 0;
  #resetAt: number | undefined;
  /** The reset that the window's first answer told. */
  #firstReset: number | undefined;
  /** Calls are numbered: the last one, and the last when the window began and when a call ended without telling. */
  #call = 0;
  #windowCall = 0;
  #silentCall = 0;
  /** The last one when the least was told. */
  #leastCall = 0;

  /** Calls that may be made now; undefined when nothing is known. It may be below 0. */
  left(now: number): number | undefined {
    this.#turn(now);
    const most = this.#least ?? this.#limit;
    return most === undefined ? undefined : most - this.underWay - this.#silent;
  }

  limit(): number | undefined {
    return this.#limit;
  }

  /** When that many calls fit, in epoch milliseconds; 0 for now, or when one call has to find out. */
  opensAt(now: number, count: number): number {
    const left = this.left(now);
    if (left === undefined || left >= count) return 0;
    if (this.#resetAt !== undefined) return this.#resetAt;
    return this.#limit !== undefined && count > Math.max(this.#limit, 1) ? now + windowMs : 0;
  }

  /** As Layers told it. */
  toldResetAt(now: number): number | undefined {
    this.#turn(now);
    return this.#firstReset === undefined ? undefined : this.#resetAt;
  }

  /** Whether it has less than a quarter of its limit. */
  isLow(left: number): boolean {
    return this.#limit !== undefined && left < this.#limit / 4;
  }

  /** Counts a call as under way, and gives its number. */
  begin(now: number): number {
    this.#turn(now);
    this.#resetAt ??= now + windowMs;
    this.underWay++;
    return ++this.#call;
  }

  /** A call is not under way any more. */
  end(): void {
    this.underWay--;
  }

  /** A call that is not under way any more told nothing of the bucket: it is counted as drawn. */
  endSilently(call: number, now: number): void {
    this.#turn(now);
    if (call <= this.#windowCall) return;
    this.#silent++;
    this.#silentCall = this.#call;
  }

  /** Takes in what an answer told, to a call with that number, or to none of ours. It ends no call. */
  learn(told: Told, now: number, call = this.#call): void {
    this.#turn(now);
    const { limit, remaining, resetAt } = told;
    if (resetAt !== null && !this.#isOfThisWindow(call, resetAt, now)) return;
    if (resetAt === null && this.#isOfNextWindow(call, remaining)) {
      this.#begin(call - 1);
      this.#resetAt = now + windowMs;
    }
    if (limit !== null) {
      this.#limit = limit;
      this.#isLimitTold = true;
    }
    if (remaining === null) return;
    if (this.#least === undefined || remaining < this.#least) {
      this.#least = remaining;
      this.#leastCall = this.#call;
    }
    // It was made after all those that told nothing had ended, so it has counted what became of them.
    if (call > this.#silentCall) this.#silent = 0;
  }

  /** A full bucket that Layers says nothing else of is empty until the reset that it told. */
  empty(now: number): void {
    this.#turn(now);
    if (this.#firstReset !== undefined) this.#least = Math.min(this.#least ?? 0, 0);
  }

  /** The limit of the key's tier; what answers told counts more. */
  learnLimit(limit: number): void {
    if (!this.#isLimitTold) this.#limit = limit;
  }

  /** Takes in what all replicas know, at a time when `asking` of the calls under way were not known to all. */
  adopt({ limit, left, resetMs, isTold }: BucketState, asking: number, now: number): void {
    if (limit !== null) this.#limit = limit;
    if (left === null) return;
    this.#least = left + this.underWay - asking;
    this.#leastCall = this.#call;
    this.#silent = 0;
    this.#resetAt = resetMs === null ? undefined : now + resetMs;
    this.#firstReset = isTold ? this.#resetAt : undefined;
  }

  #isOfThisWindow(call: number, resetAt: number, now: number): boolean {
    if (resetAt <= now) return false;
    const first = this.#firstReset;
    if (first !== undefined && Math.abs(resetAt - first) <= sameResetMs) {
      this.#resetAt = Math.max(this.#resetAt ?? 0, resetAt);
      return true;
    }
    // Earlier: a late answer of a window before, unless the call was made in this one, whose end Layers has moved then.
    if (first !== undefined && resetAt < first && call <= this.#windowCall) return false;
    if (first !== undefined) this.#begin(call - 1);
    this.#resetAt = this.#firstReset = resetAt;
    return true;
  }

  /**
   * Where nobody told the window's end, a call that was made after the least was told, and finds much more, has found the
   * next window. A little more is no matter: it is soon used up.
   */
  #isOfNextWindow(call: number, remaining: number | null): boolean {
    const least = this.#least;
    if (remaining === null || least === undefined || this.#firstReset !== undefined) return false;
    return call > this.#leastCall && remaining - least > (this.#limit ?? remaining) / 4;
  }

  #turn(now: number): void {
    if (this.#resetAt !== undefined && now >= this.#resetAt) this.#begin(this.#call);
  }

  #begin(lastCall: number): void {
    this.#least = this.#resetAt = this.#firstReset = undefined;
    this.#silent = 0;
    this.#windowCall = lastCall;
  }
}
