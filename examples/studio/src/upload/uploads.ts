import type { ApolloClient } from '@apollo/client';
import { freshKey } from '../client/fresh-key';
import { type Problem, toProblems } from '../errors/problem';
import { noteQuota } from '../quota/quota-meter';
import { captionProblems } from './caption-length';
import { KeyPause } from './key-pause';
import { createPace } from './pace';
import { PutError } from './put-file';
import { finalize, isExpired, openSession, Refused, type Session } from './steps';
import type { Transfers } from './transfers';
import { type Phase, running, type Upload } from './upload';

/** What an upload keeps between attempts and nobody looks at. */
interface Attempt {
  stop: AbortController;
  /** Of `createContentUpload`; another one asks for another session. */
  sessionKey: string;
  session?: Session;
}

/** Layers no longer knows the session, or has said no to it: with the same key it may only say so again. */
const anew: ReadonlySet<string> = new Set(['CONFLICT', 'UPLOAD_EXPIRED', 'UPLOAD_QUOTA_EXCEEDED']);
/** Where Layers does not tell for how long. */
const limitedMs = 5000;

/** All uploads of this page. They go on while people look at something else. */
export class Uploads {
  readonly #client: ApolloClient;
  readonly #transfers: Transfers;
  readonly #attempts = new Map<string, Attempt>();
  readonly #pause = new KeyPause();
  readonly #listeners = new Set<() => void>();
  #uploads: readonly Upload[] = [];

  constructor(client: ApolloClient, transfers: Transfers) {
    this.#client = client;
    this.#transfers = transfers;
  }

  /** For `useSyncExternalStore`, like `list`. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly list = (): readonly Upload[] => this.#uploads;

  /** On top of the list, and on their way in the order in which they are given. */
  add(fresh: readonly Pick<Upload, 'id' | 'projectId' | 'name' | 'files' | 'slideshow' | 'caption'>[]): void {
    const added = fresh.map((each): Upload => {
      const progress = each.files.map(() => ({ sentBytes: 0 }));
      return { ...each, phase: 'waiting', progress, problems: [] };
    });
    this.#set([...added, ...this.#uploads]);
    for (const { id } of added) {
      this.#attempts.set(id, { stop: new AbortController(), sessionKey: freshKey() });
      void this.#run(id);
    }
  }

  setCaption(id: string, caption: string): void {
    this.#change(id, { caption });
  }

  cancel(id: string): void {
    this.#attempts.get(id)?.stop.abort(new DOMException('Canceled', 'AbortError'));
  }

  /** Goes on where it stopped: what has landed is not sent again while its session lasts. */
  retry(id: string): void {
    const attempt = this.#attempts.get(id);
    if (!attempt || running.includes(this.#find(id).phase)) return;
    attempt.stop = new AbortController();
    void this.#run(id);
  }

  remove(id: string): void {
    this.cancel(id);
    forgetPictures(this.#find(id));
    this.#attempts.delete(id);
    this.#set(this.#uploads.filter((upload) => upload.id !== id));
  }

  retryLost(): void {
    for (const { id, phase } of this.#uploads) if (phase === 'lost') this.retry(id);
  }

  /** For good: their pictures are gone too. */
  cancelAll(): void {
    for (const upload of this.#uploads) {
      this.cancel(upload.id);
      forgetPictures(upload);
    }
  }

  async #run(id: string): Promise<void> {
    const attempt = this.#attempts.get(id)!;
    const { signal } = attempt.stop;
    this.#change(id, { phase: 'waiting', problems: [] });
    try {
      this.#checkCaption(id);
      await this.#transfers.slots.run(signal, async () => {
        await this.#send(id, attempt);
        this.#checkCaption(id);
        const item = await this.#finalize(id, attempt.session!, signal);
        this.#change(id, { phase: 'done', item });
      });
    } catch (error) {
      if (signal.aborted) this.#change(id, { phase: 'canceled', problems: [] });
      else this.#fail(id, attempt, error);
    }
  }

  /** PUTs what has not landed; once more with a fresh session when the old one has expired meanwhile. */
  async #send(id: string, attempt: Attempt, again = true): Promise<void> {
    const { signal } = attempt.stop;
    if (attempt.session && isExpired(attempt.session)) this.#forget(attempt);
    try {
      if (!attempt.session) {
        attempt.session = await this.#call(id, signal, 'starting', () =>
          openSession(this.#client, this.#find(id), attempt.sessionKey, signal),
        );
      }
      this.#change(id, { phase: 'sending' });
      for (const index of this.#find(id).files.keys())
        if (!attempt.session.landed.has(index)) await this.#put(id, attempt, index);
    } catch (error) {
      if (!again || !isExpiry(error)) throw error;
      this.#forget(attempt);
      await this.#send(id, attempt, false);
    }
  }

  async #put(id: string, { session, stop }: Attempt, index: number): Promise<void> {
    const { file } = this.#find(id).files[index]!;
    const { uploadUrl, method, headers } = session!.files[index]!;
    const paceOf = createPace(file.size);
    const tell = (sentBytes: number) => {
      const { progress } = this.#find(id);
      this.#change(id, { progress: progress.with(index, paceOf(sentBytes)) });
    };
    tell(0);
    const target = { url: uploadUrl, method, headers };
    await this.#transfers.put(file, target, { signal: stop.signal, onProgress: tell });
    tell(file.size);
    session!.landed.add(index);
  }

  /** Once more after a conflict: Layers says so too of an item that changed meanwhile. */
  #finalize(id: string, session: Session, signal: AbortSignal) {
    const attempt = () =>
      this.#call(id, signal, 'finalizing', () =>
        finalize(this.#client, session, this.#find(id).caption, signal),
      );
    return attempt().catch((error: unknown) => {
      if (session.item || !isRefused(error, 'CONFLICT')) throw error;
      // Layers may answer a key that it knows with what it said before.
      session.finalizing.used();
      return attempt();
    });
  }

  /** A call to the graph, made as often as Layers only wants the key to wait: that is no failure of this one. */
  async #call<Result>(id: string, signal: AbortSignal, phase: Phase, call: () => Promise<Result>) {
    for (;;) {
      await this.#pause.pass(signal, (ms) => this.#change(id, { phase: 'limited', wait: { ms } }));
      this.#change(id, { phase, problems: [] });
      try {
        return await call();
      } catch (error) {
        const problems = problemsOf(error);
        const limit = problems.find(({ code }) => code === 'RATE_LIMITED');
        if (!limit) throw error;
        this.#pause.extend(limit.retryAfterMs ?? limitedMs);
        this.#change(id, { problems });
      }
    }
  }

  #checkCaption(id: string): void {
    const problems = captionProblems(this.#find(id).caption);
    if (problems.length > 0) throw new Refused(problems);
  }

  #fail(id: string, attempt: Attempt, error: unknown): void {
    const problems = problemsOf(error);
    noteQuota(this.#find(id).projectId, problems);
    for (const { code } of problems) {
      // What Layers has not found must be sent again.
      if (code === 'UPLOAD_INCOMPLETE') {
        attempt.session?.landed.clear();
        attempt.session?.finalizing.used();
      } else if (anew.has(code)) this.#forget(attempt);
    }
    if (error instanceof PutError && error.failure === 'refused') this.#forget(attempt);
    const lost = error instanceof PutError ? error.failure === 'lost' : problems[0]?.code === 'NETWORK';
    this.#change(id, { phase: lost ? 'lost' : 'failed', problems });
  }

  #forget(attempt: Attempt): void {
    if (attempt.session?.item) return;
    attempt.session = undefined;
    attempt.sessionKey = freshKey();
  }

  #find(id: string): Upload {
    const upload = this.#uploads.find((each) => each.id === id);
    if (!upload) throw new DOMException('Removed', 'AbortError');
    return upload;
  }

  #change(id: string, change: Partial<Upload>): void {
    this.#set(this.#uploads.map((upload) => (upload.id === id ? { ...upload, ...change } : upload)));
  }

  #set(uploads: readonly Upload[]): void {
    this.#uploads = uploads;
    for (const listener of this.#listeners) listener();
  }
}

function forgetPictures({ files }: Upload): void {
  for (const { thumbnailUrl } of files) if (thumbnailUrl) URL.revokeObjectURL(thumbnailUrl);
}

function isExpiry(error: unknown): boolean {
  if (error instanceof PutError) return error.failure === 'expired';
  return isRefused(error, 'UPLOAD_EXPIRED');
}

function isRefused(error: unknown, code: string): boolean {
  return error instanceof Refused && error.problems.some((problem) => problem.code === code);
}

/** What an upload of any kind has failed with. */
export function problemsOf(error: unknown): readonly Problem[] {
  if (error instanceof Refused) return error.problems;
  if (error instanceof PutError)
    return [{ code: 'STORAGE', message: error.message, retryable: error.failure === 'lost' }];
  return toProblems(error);
}
