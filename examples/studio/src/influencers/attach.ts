import type { ApolloClient } from '@apollo/client';
import type { RepeatKey } from '../client/repeat-key';
import { type Problem, ProblemFragment } from '../errors/problem';
import { getFragmentData, graphql } from '../generated';
import { problemsOf } from '../upload/uploads';

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

interface Attached {
  readonly problems: readonly Problem[];
  /** Left out by Layers without an error. */
  readonly dropped: readonly string[];
}

/** One call, of as many as Layers takes in one. */
export async function attachPart(
  client: ApolloClient,
  key: RepeatKey,
  influencerId: string,
  assetIds: readonly string[],
): Promise<Attached> {
  const input = { influencerId, assetIds: [...assetIds] };
  try {
    const { data } = await client.mutate({
      mutation: AttachReferenceImages,
      variables: { input: { ...input, idempotencyKey: key.of(input) } },
    });
    const payload = data?.attachReferenceImages;
    const problems = getFragmentData(ProblemFragment, payload?.userErrors ?? []);
    if (problems.length === 0) key.used();
    return { problems, dropped: payload?.droppedAssetIds ?? [] };
  } catch (error) {
    return { problems: problemsOf(error), dropped: [] };
  }
}
