import { Bucket, type Told } from './bucket.js';
import type { SharedBucket, SharedState } from './shared-bucket.js';
import { Counts, type Opening, refusal, refuseAll, type Turn, Turns } from './turn.js';

/** How long a call waits for its turn at most; what takes longer is the caller's to wait for. */
export const longestWaitMs = 2_000;
/** Calls of one operation under way, where a bucket is low. */
const mostOfOne = 4;
/** Where fewer calls are left, those that an operation asks for in one tick are looked at together. */
const gatherBelow = 1_000;

/**
 * One bucket of one key, and the calls that wait for it. Where nothing is left, or Layers has asked for a pause, calls
 * wait when that ends soon, and are refused when it does not. Where little is left, calls are dealt one by one, to each
 * operation in turn, and an operation has few under way: whoever comes later, with less, still gets something.
 *
 * The calls that an operation asks for in one tick are one batch: where they cannot all be made before a window that
 * begins too late, none is, because an answer of which half is missing has cost as much as a whole one.
 */
export class Lane {
  readonly bucket = new Bucket();
  pausedUntil = 0;
  /** Whether any call has ended. */
  isHeard = false;
  /** Waits for that. */
  readonly #held = new Turns();
  readonly #underWay = new Counts();
  readonly #gathered = new Turns();
  readonly #waiting = new Turns();
  #timer: NodeJS.Timeout | undefined;
  /** Calls under way that wait for the shared bucket's word. */
  #asking = 0;

  constructor(
    readonly endpointClass: string,
    private readonly key: { pausedUntil: number },
    /** Calls that may be under way before the first answer: what the lowest tier allows. */
    private readonly firstCalls: number,
    readonly shared: SharedBucket | undefined,
  ) {}

  get isBusy(): boolean {
    const queues = [this.#gathered, this.#held, this.#waiting];
    return this.bucket.underWay > 0 || queues.some(({ isEmpty }) => !isEmpty);
  }

  admit(turn: Turn): Promise<void> | undefined {
    const now = Date.now();
    if (this.#isPlenty(now) && this.#mayGo(turn.operation, now)) {
      this.#begin(turn, now);
      return undefined;
    }
    if (this.#gathered.isEmpty) setImmediate(() => this.#startGathered());
    this.#gathered.add(turn);
    return turn.wait();
  }

  leave(turn: Turn, error: Error): void {
    this.#gathered.remove(turn);
    this.#held.remove(turn);
    this.#waiting.remove(turn);
    turn.wake?.(error);
    if (this.#waiting.isEmpty) this.#disarm();
  }

  /**
   * A call ended; `told` is null when it was not made, or is no matter of this bucket. Nothing happens to one that had
   * ended already, or was never let go.
   */
  end(turn: Turn, told: Told | undefined | null): void {
    const { call, sharedCall } = turn;
    if (call === 0) return;
    const now = Date.now();
    const isDrawn = told === undefined || told?.remaining === null;
    this.#leaveRoom(turn);
    if (isDrawn) this.bucket.endSilently(call, now);
    if (told) this.bucket.learn(told, now, call);
    if (this.shared && (sharedCall > 0 || told))
      this.#tell(this.shared, sharedCall, isDrawn, told ?? undefined);
    this.isHeard ||= told !== null;
    if (this.isHeard || this.bucket.underWay === 0) this.#release();
    this.deal();
  }

  /** Learns from an answer to a call that was drawn from here although it was not taken here. */
  learn(told: Told): void {
    this.bucket.learn(told, Date.now());
    if (this.shared) this.#tell(this.shared, 0, false, told);
    this.deal();
  }

  learnLimit(limit: number | undefined): void {
    if (limit !== undefined) this.bucket.learnLimit(limit);
    this.deal();
  }

  /** A 429 that says nothing else. */
  empty(): void {
    this.bucket.empty(Date.now());
    this.shared?.empty();
    this.deal();
  }

  pause(until: number): void {
    this.pausedUntil = Math.max(this.pausedUntil, until);
    this.deal();
  }

  /** When that many calls fit, as far as what is known now goes. */
  opensAt(now: number, count = 1): Opening {
    const pausedUntil = Math.max(this.pausedUntil, this.key.pausedUntil);
    const resetAt = this.bucket.opensAt(now, count);
    const isPaused = pausedUntil > now && pausedUntil >= resetAt;
    return { at: isPaused ? pausedUntil : resetAt, isPaused };
  }

  /** Lets go whoever may, and sends away whom nothing will come for in time. */
  deal(): void {
    if (this.#waiting.isEmpty) return;
    const now = Date.now();
    const going: Turn[] = [];
    let opens = this.opensAt(now);
    while (opens.at <= now) {
      const turn = this.#waiting.next((operation) => this.#mayGo(operation, now));
      if (!turn) break;
      this.#begin(turn, now);
      going.push(turn);
      opens = this.opensAt(now);
    }
    if (opens.at > now)
      for (const turn of this.#waiting.all())
        if (opens.at > turn.until) this.leave(turn, refusal(opens, now, 1, this.bucket));
    this.#disarm();
    if (!this.#waiting.isEmpty && opens.at > now)
      this.#timer = setTimeout(() => this.deal(), opens.at - now + 1);
    this.#go(going, false);
  }

  async look(): Promise<void> {
    this.#adopt(await this.shared?.look());
  }

  /** No need to look at what an operation asks for together. */
  #isPlenty(now: number): boolean {
    if (this.shared?.isThere) return false;
    const left = this.bucket.left(now);
    return left === undefined ? this.isHeard : left > gatherBelow;
  }

  /** Starts what was held back until more is known. */
  #release(): void {
    if (this.#held.isEmpty) return;
    for (const turns of this.#held.takeAll()) this.#start(turns);
  }

  /** Where nothing is known, what is too much for the lowest tier waits for the first answer: one call finds out. */
  #hold(turns: readonly Turn[], now: number): void {
    const [first, ...rest] = turns;
    const isAsked = this.bucket.underWay > 0;
    for (const turn of isAsked ? turns : rest) {
      turn.until ||= Math.min(now + longestWaitMs, turn.deadline);
      turn.timer ??= setTimeout(() => {
        this.isHeard = true;
        this.#release();
      }, turn.until - now);
      this.#held.add(turn);
    }
    if (isAsked || first === undefined) return;
    this.#begin(first, now);
    this.#go([first], false);
  }

  #startGathered(): void {
    // Whoever has waited comes first.
    this.deal();
    for (const turns of this.#gathered.takeAll()) this.#start(turns);
  }

  #start(turns: readonly Turn[]): void {
    const now = Date.now();
    const opens = this.opensAt(now, turns.length);
    if (opens.at > now + longestWaitMs) {
      refuseAll(turns, opens, now, this.bucket);
      return;
    }
    const isUnknown = opens.at <= now && !this.isHeard && this.bucket.left(now) === undefined;
    if (isUnknown && this.bucket.underWay + turns.length > this.firstCalls) {
      this.#hold(turns, now);
      return;
    }
    const going: Turn[] = [];
    for (const turn of turns)
      if (this.#mayGo(turn.operation, now)) {
        this.#begin(turn, now);
        going.push(turn);
      } else this.#wait(turn, now);
    this.#go(going, true);
    this.deal();
  }

  #mayGo(operation: object, now: number): boolean {
    // Of `opensAt` no more than whether: every call comes by here.
    if (this.pausedUntil > now || this.key.pausedUntil > now || this.bucket.opensAt(now, 1) > now)
      return false;
    const left = this.bucket.left(now);
    if (left === undefined) return true;
    return !this.bucket.isLow(left) || this.#underWay.of(operation) < mostOfOne;
  }

  #begin(turn: Turn, now: number): void {
    turn.call = this.bucket.begin(now);
    this.#underWay.add(turn.operation, 1);
  }

  #tell(shared: SharedBucket, call: number, isDrawn: boolean, told: Told | undefined): void {
    void shared.end(call, isDrawn, told).then((state) => this.#adopt(state));
  }

  #leaveRoom(turn: Turn): void {
    this.bucket.end();
    this.#underWay.add(turn.operation, -1);
    turn.call = turn.sharedCall = 0;
  }

  #wait(turn: Turn, now: number): void {
    if (turn.wake === undefined) return;
    turn.until = Math.min(turn.until || now + longestWaitMs, turn.deadline);
    const opens = this.opensAt(now);
    if (opens.at > turn.until || turn.until <= now) {
      turn.wake(refusal(opens, now, 1, this.bucket));
      return;
    }
    clearTimeout(turn.timer);
    turn.timer = setTimeout(() => this.#endWait(turn), turn.until - now);
    this.#waiting.add(turn);
  }

  /** Others have had their time to come: what its own operation has under way holds it no longer. */
  #endWait(turn: Turn): void {
    const now = Date.now();
    const opens = this.opensAt(now);
    if (opens.at > now || now >= turn.deadline) {
      this.leave(turn, refusal(opens, now, 1, this.bucket));
      return;
    }
    this.#waiting.remove(turn);
    this.#begin(turn, now);
    this.#go([turn], false);
  }

  /** Lets turns go that this replica lets go, where the others have left something too. */
  #go(turns: readonly Turn[], whole: boolean): void {
    if (turns.length === 0) return;
    if (this.shared?.isThere) void this.#ask(this.shared, turns, whole);
    else for (const turn of turns) turn.wake?.();
  }

  async #ask(shared: SharedBucket, turns: readonly Turn[], whole: boolean): Promise<void> {
    this.#asking += turns.length;
    const taken = await shared.take(turns.length, whole, this.bucket.limit());
    this.#asking -= turns.length;
    const granted = taken ? turns.slice(0, taken.granted) : turns;
    const denied = turns.slice(granted.length);
    for (const turn of denied) if (turn.call > 0) this.#leaveRoom(turn);
    this.#adopt(taken, false);
    granted.forEach((turn, index) => {
      const call = taken ? taken.firstCall + index : 0;
      // One that has left meanwhile gives back what was taken for it.
      if (turn.call === 0) {
        if (call > 0) this.#tell(shared, call, false, undefined);
        return;
      }
      turn.sharedCall = call;
      if (turn.wake) turn.wake();
      else this.end(turn, null);
    });
    const now = Date.now();
    const opens = this.opensAt(now, whole ? denied.length : 1);
    if (opens.at > now + longestWaitMs && whole) refuseAll(denied, opens, now, this.bucket);
    else if (opens.at > now + longestWaitMs)
      for (const turn of denied) turn.wake?.(refusal(opens, now, 1, this.bucket));
    else for (const turn of denied) this.#wait(turn, now);
    this.deal();
  }

  #adopt(state: SharedState | undefined, thenDeal = true): void {
    if (state === undefined) return;
    const now = Date.now();
    this.bucket.adopt(state, this.#asking, now);
    if (state.pausedMs > 0) this.pausedUntil = now + state.pausedMs;
    if (state.allPausedMs > 0) this.key.pausedUntil = now + state.allPausedMs;
    if (thenDeal) this.deal();
  }

  #disarm(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
