import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { freshKey } from '../client/fresh-key';
import { useRepeatKey } from '../client/repeat-key';
import { type Problem, ProblemFragment } from '../errors/problem';
import { plural } from '../format/amounts';
import { getFragmentData, graphql } from '../generated';
import { limits } from '../upload/limits';
import { createPace, type Progress } from '../upload/pace';
import type { Transfers } from '../upload/transfers';
import { problemsOf } from '../upload/uploads';
import { lookAtImage } from './look-at-image';
import { registerInLibrary, sendToLibrary } from './send-to-library';

const AttachReferenceImages = graphql(`
  mutation AttachReferenceImages($input: AttachReferenceImagesInput!) {
    attachReferenceImages(input: $input) {
      influencer {
        id
        ...ReferenceImages_Influencer
      }
      droppedAssetIds
      userErrors {
        ...Problem_LayersUserError
      }
    }
  }
`);

/** A picture on its way to the library, or stuck there. */
export interface SendingImage {
  readonly id: string;
  readonly file: File;
  /** Of what has landed and is not finalized. */
  readonly uploadId?: string;
  readonly progress: Progress;
  readonly problems: readonly Problem[];
}

type Fresh = Pick<SendingImage, 'id' | 'file' | 'uploadId'>;

/** What the last attempt to attach has come to. */
interface Outcome {
  readonly problems: readonly Problem[];
  /** Not attached yet, because of the problems. */
  readonly left: readonly string[];
  /** Left out by Layers without an error. */
  readonly dropped: readonly string[];
  readonly said: string;
}

interface Options {
  influencerId: string;
  projectId: string;
  transfers: Transfers;
}

const nothing: Outcome = { problems: [], left: [], dropped: [], said: '' };

export function useReferenceImages({ influencerId, projectId, transfers }: Options) {
  const client = useApolloClient();
  const [sending, setSending] = useState<readonly SendingImage[]>([]);
  const key = useRepeatKey();
  const [outcome, setOutcome] = useState<Outcome>(nothing);

  const change = (id: string, change: Partial<SendingImage>) =>
    setSending((list) => list.map((each) => (each.id === id ? { ...each, ...change } : each)));
  const remove = (id: string) => setSending((list) => list.filter((each) => each.id !== id));

  /** Gives the id of the asset; undefined when it did not get there. */
  async function send({ id, file, uploadId }: Fresh): Promise<string | undefined> {
    change(id, { problems: [], progress: { sentBytes: uploadId ? file.size : 0 } });
    const { signal } = new AbortController();
    const paceOf = createPace(file.size);
    const onProgress = (sentBytes: number) => change(id, { progress: paceOf(sentBytes) });
    const { slots, put } = transfers;
    try {
      const assetId = await slots.run(signal, async () => {
        const landed =
          uploadId ?? (await sendToLibrary(client, file, { projectId, put, signal, onProgress }));
        change(id, { uploadId: landed });
        return registerInLibrary(client, projectId, landed);
      });
      remove(id);
      return assetId;
    } catch (error) {
      const problems = problemsOf(error);
      // What Layers does not take as it lies there has to be sent again.
      change(id, { problems, ...(problems.some(({ retryable }) => !retryable) && { uploadId: undefined }) });
      return undefined;
    }
  }

  async function attach(assetIds: readonly string[]): Promise<void> {
    setOutcome(nothing);
    const dropped: string[] = [];
    let left = assetIds;
    while (left.length > 0) {
      const part = left.slice(0, limits.mostAttachedPerCall);
      const problems = await attachPart(part, dropped);
      if (problems.length > 0) return setOutcome({ problems, left, dropped, said: '' });
      left = left.slice(part.length);
    }
    const attached = assetIds.length - dropped.length;
    setOutcome({ ...nothing, dropped, said: attached > 0 ? `${plural(attached, 'image')} attached` : '' });
  }

  async function attachPart(assetIds: readonly string[], dropped: string[]): Promise<readonly Problem[]> {
    const input = { influencerId, assetIds: [...assetIds] };
    try {
      const { data } = await client.mutate({
        mutation: AttachReferenceImages,
        variables: { input: { ...input, idempotencyKey: key.of(input) } },
      });
      const payload = data?.attachReferenceImages;
      dropped.push(...(payload?.droppedAssetIds ?? []));
      const problems = getFragmentData(ProblemFragment, payload?.userErrors ?? []);
      if (problems.length === 0) key.used();
      return problems;
    } catch (error) {
      return problemsOf(error);
    }
  }

  /** Those that arrive are attached together; the others stay in the list and say why. */
  async function sendAll(list: readonly Fresh[]): Promise<void> {
    const assetIds = await Promise.all(list.map(send));
    const arrived = assetIds.filter((assetId) => assetId !== undefined);
    if (arrived.length > 0) await attach(arrived);
  }

  return {
    sending,
    outcome,
    attach,
    remove,
    retry: (image: SendingImage) => void sendAll([image]),
    choose(files: readonly File[]) {
      const list = files.map((file) => ({
        id: freshKey(),
        file,
        progress: { sentBytes: 0 },
        problems: lookAtImage(file),
      }));
      setSending((before) => [...before, ...list]);
      void sendAll(list.filter(({ problems }) => problems.length === 0));
    },
  };
}
