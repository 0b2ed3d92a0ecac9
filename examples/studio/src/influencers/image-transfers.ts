import type { ApolloClient } from '@apollo/client';
import { freshKey } from '../client/fresh-key';
import { RepeatKey } from '../client/repeat-key';
import type { Problem } from '../errors/problem';
import { plural } from '../format/amounts';
import { limits } from '../upload/limits';
import { createPace, type Progress } from '../upload/pace';
import type { Transfers } from '../upload/transfers';
import { problemsOf } from '../upload/uploads';
import { attachPart } from './attach';
import { lookAtImage } from './look-at-image';
import { registerInLibrary, sendToLibrary } from './send-to-library';

/** Whom pictures are for, and where that is shown. */
export interface ImagesPlace {
  readonly influencerId: string;
  readonly projectId: string;
  readonly href: string;
  /** The influencer's name. */
  readonly about: string;
}

/** A picture on its way to the library, or stuck there. */
export interface SendingImage {
  readonly id: string;
  readonly file: File;
  /** Of what has landed and is not finalized. */
  readonly uploadId?: string | undefined;
  readonly progress: Progress;
  readonly problems: readonly Problem[];
  /** It is no picture for Layers: nothing was sent, and nothing will be. */
  readonly unfit: boolean;
}

/** What attempts to attach have come to. */
interface Outcome {
  readonly problems: readonly Problem[];
  /** Not attached yet, because of the problems. */
  readonly left: readonly string[];
  /** Left out by Layers without an error. */
  readonly dropped: readonly string[];
  readonly said: string;
}

export interface ImagesState {
  readonly sending: readonly SendingImage[];
  readonly outcome: Outcome;
}

interface Images {
  readonly place: ImagesPlace;
  readonly key: RepeatKey;
  state: ImagesState;
  /** Attaches one after the other, so that each knows what the one before has left. */
  attaching: Promise<void>;
  pending: number;
}

const nothing: ImagesState = { sending: [], outcome: { problems: [], left: [], dropped: [], said: '' } };

/** Reference images of all influencers. They go on while people look at something else. */
export class ImageTransfers {
  readonly #client: ApolloClient;
  readonly #transfers: Transfers;
  readonly #images = new Map<string, Images>();
  readonly #listeners = new Set<() => void>();
  readonly #stop = new AbortController();
  #stuck: readonly ImagesPlace[] = [];

  constructor(client: ApolloClient, transfers: Transfers) {
    this.#client = client;
    this.#transfers = transfers;
  }

  /** For `useSyncExternalStore`, like `of` and `stuck`. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  of(influencerId: string): ImagesState {
    return this.#images.get(influencerId)?.state ?? nothing;
  }

  /** Whose pictures did not all get there. */
  readonly stuck = (): readonly ImagesPlace[] => this.#stuck;

  /** How many would be lost with the page. */
  count(): number {
    return [...this.#images.values()].reduce(
      (sum, { state: { sending, outcome }, pending }) =>
        sum + sending.filter(({ unfit }) => !unfit).length + outcome.left.length + pending,
      0,
    );
  }

  add(place: ImagesPlace, files: readonly File[]): void {
    const images = this.#at(place);
    const list = files.map((file): SendingImage => {
      const problems = lookAtImage(file);
      const progress = { sentBytes: 0 };
      return { id: freshKey(), file, progress, problems, unfit: problems.length > 0 };
    });
    this.#set(images, { sending: [...images.state.sending, ...list] });
    void this.#sendAll(
      images,
      list.filter(({ unfit }) => !unfit),
    );
  }

  retry(place: ImagesPlace, image: SendingImage): void {
    void this.#sendAll(this.#at(place), [image]);
  }

  remove(place: ImagesPlace, id: string): void {
    const images = this.#at(place);
    this.#set(images, { sending: images.state.sending.filter((each) => each.id !== id) });
  }

  /** Adds to what others have left: they are not forgotten by this. */
  attach(place: ImagesPlace, assetIds: readonly string[]): Promise<void> {
    const images = this.#at(place);
    images.pending += assetIds.length;
    images.attaching = images.attaching.then(() => this.#attach(images, assetIds));
    return images.attaching;
  }

  retryLeft(place: ImagesPlace): void {
    const images = this.#at(place);
    const { left } = images.state.outcome;
    this.#tellOutcome(images, { left: [], problems: [] });
    void this.attach(place, left);
  }

  /** What was told of attempts, and those that did not get there. */
  forget(influencerId: string): void {
    const images = this.#images.get(influencerId);
    if (!images) return;
    const sending = images.state.sending.filter(({ problems }) => problems.length === 0);
    this.#set(images, { sending, outcome: nothing.outcome });
  }

  /** Nothing goes on with a key that was left. */
  stop(): void {
    this.#stop.abort(new DOMException('The session has ended', 'AbortError'));
  }

  /** Those that arrive are attached together; the others stay in the list and say why. */
  async #sendAll(images: Images, list: readonly SendingImage[]): Promise<void> {
    const assetIds = await Promise.all(list.map((each) => this.#send(images, each)));
    const arrived = assetIds.filter((assetId) => assetId !== undefined);
    if (arrived.length > 0) await this.attach(images.place, arrived);
  }

  /** Gives the id of the asset; undefined when it did not get there. */
  async #send(images: Images, { id, file, uploadId }: SendingImage): Promise<string | undefined> {
    const { projectId } = images.place;
    const { slots, put } = this.#transfers;
    const { signal } = this.#stop;
    const change = (change: Partial<SendingImage>) =>
      this.#set(images, {
        sending: images.state.sending.map((each) => (each.id === id ? { ...each, ...change } : each)),
      });
    change({ problems: [], progress: { sentBytes: uploadId ? file.size : 0 } });
    const paceOf = createPace(file.size);
    const onProgress = (sentBytes: number) => change({ progress: paceOf(sentBytes) });
    try {
      const assetId = await slots.run(signal, async () => {
        const landed =
          uploadId ?? (await sendToLibrary(this.#client, file, { projectId, put, signal, onProgress }));
        signal.throwIfAborted();
        change({ uploadId: landed });
        return registerInLibrary(this.#client, projectId, landed);
      });
      this.remove(images.place, id);
      return assetId;
    } catch (error) {
      const problems = problemsOf(error);
      // What Layers does not take as it lies there has to be sent again.
      change({ problems, ...(problems.some(({ retryable }) => !retryable) && { uploadId: undefined }) });
      return undefined;
    }
  }

  async #attach(images: Images, assetIds: readonly string[]): Promise<void> {
    this.#tellOutcome(images, { said: '' });
    let left = assetIds;
    let dropped = 0;
    while (left.length > 0 && !this.#stop.signal.aborted) {
      const part = left.slice(0, limits.mostAttachedPerCall);
      const answer = await attachPart(this.#client, images.key, images.place.influencerId, part);
      dropped += answer.dropped.length;
      const { outcome } = images.state;
      this.#tellOutcome(images, { dropped: [...outcome.dropped, ...answer.dropped] });
      if (answer.problems.length > 0) {
        this.#tellOutcome(images, {
          problems: answer.problems,
          left: [...new Set([...outcome.left, ...left])],
        });
        break;
      }
      left = left.slice(part.length);
    }
    const attached = assetIds.length - left.length - dropped;
    images.pending -= assetIds.length;
    this.#tellOutcome(images, { said: attached > 0 ? `${plural(attached, 'image')} attached` : '' });
  }

  #at(place: ImagesPlace): Images {
    const known = this.#images.get(place.influencerId);
    if (known) return known;
    const key = new RepeatKey();
    const images = { place, key, state: nothing, attaching: Promise.resolve(), pending: 0 };
    this.#images.set(place.influencerId, images);
    return images;
  }

  #tellOutcome(images: Images, outcome: Partial<Outcome>): void {
    this.#set(images, { outcome: { ...images.state.outcome, ...outcome } });
  }

  #set(images: Images, state: Partial<ImagesState>): void {
    images.state = { ...images.state, ...state };
    this.#stuck = [...this.#images.values()]
      .filter(
        ({ state: { sending, outcome } }) =>
          outcome.problems.length > 0 ||
          outcome.dropped.length > 0 ||
          sending.some(({ problems }) => problems.length > 0),
      )
      .map(({ place }) => place);
    for (const listener of this.#listeners) listener();
  }
}
