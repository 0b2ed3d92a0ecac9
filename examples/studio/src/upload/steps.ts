import type { ApolloClient, OperationVariables } from '@apollo/client';
import { RepeatKey } from '../client/repeat-key';
import { type Problem, ProblemFragment } from '../errors/problem';
import { getFragmentData, graphql } from '../generated';
import type { CreateContentUploadMutation, FinalizeContentUploadMutation } from '../generated/graphql';
import type { Upload } from './upload';

const CreateContentUpload = graphql(`
  mutation CreateContentUpload($input: CreateContentUploadInput!) {
    createContentUpload(input: $input) {
      uploads {
        containerId
        files {
          uploadUrl
          method
          headers {
            name
            value
          }
          expiresAt
        }
      }
      userErrors {
        ...Problem_LayersUserError
      }
    }
  }
`);

const FinalizeContentUpload = graphql(`
  mutation FinalizeContentUpload($input: FinalizeContentUploadInput!) {
    finalizeContentUpload(input: $input) {
      contentItem {
        id
        caption
        ...UploadedItem_ContentItem
      }
      userErrors {
        ...Problem_LayersUserError
      }
    }
  }
`);

const CorrectUploadedCaption = graphql(`
  mutation CorrectUploadedCaption($input: UpdateContentCaptionInput!) {
    updateContentCaption(input: $input) {
      contentItem {
        id
        caption
      }
      userErrors {
        ...Problem_LayersUserError
      }
    }
  }
`);

type ContentUpload = NonNullable<
  NonNullable<CreateContentUploadMutation['createContentUpload']>['uploads']
>[number];

type FinalizedItem = NonNullable<
  NonNullable<FinalizeContentUploadMutation['finalizeContentUpload']>['contentItem']
>;

/** Signed URLs for the files of one upload, and what has landed there. */
export interface Session extends ContentUpload {
  readonly landed: Set<number>;
  /** One for all attempts with one caption: a key belongs to its input. */
  readonly finalizing: RepeatKey;
  readonly correcting: RepeatKey;
  /** The post, once it is known to be there: nothing of it is sent again but its caption. */
  item?: FinalizedItem;
}

/** The graph said no, as data. */
export class Refused extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(({ message }) => message).join(' '));
  }
}

/** A repeat with the same key gives the same session, so that a lost answer reserves nothing twice. */
export async function openSession(
  client: ApolloClient,
  { projectId, slideshow, files }: Upload,
  idempotencyKey: string,
  signal: AbortSignal,
): Promise<Session> {
  const { data } = await mutate(client, signal, {
    mutation: CreateContentUpload,
    variables: {
      input: {
        projectId,
        idempotencyKey,
        grouping: slideshow ? 'SLIDESHOW' : 'PER_FILE',
        files: files.map(({ file, type }) => ({
          filename: file.name,
          contentType: type ?? file.type,
          sizeBytes: file.size,
        })),
      },
    },
  });
  const payload = data?.createContentUpload;
  const upload = payload?.uploads?.[0];
  if (!upload) throw new Refused(getFragmentData(ProblemFragment, payload?.userErrors ?? []));
  return { ...upload, landed: new Set(), finalizing: new RepeatKey(), correcting: new RepeatKey() };
}

/** Makes the post. Safe to repeat: it is the same one each time, also long after the URLs have expired. */
export async function finalize(
  client: ApolloClient,
  session: Session,
  caption: string,
  signal: AbortSignal,
): Promise<FinalizedItem> {
  session.item ??= await makeItem(client, session, caption, signal);
  // The first caption stays; it was another one when the answer to an earlier attempt was lost.
  if ((session.item.caption ?? '') !== caption)
    await correctCaption(client, session, session.item.id, caption, signal);
  return session.item;
}

async function makeItem(
  client: ApolloClient,
  { containerId, finalizing }: Session,
  caption: string,
  signal: AbortSignal,
) {
  const { data } = await mutate(client, signal, {
    mutation: FinalizeContentUpload,
    variables: { input: { containerId, caption, idempotencyKey: finalizing.of({ caption }) } },
  });
  const payload = data?.finalizeContentUpload;
  if (!payload?.contentItem) throw new Refused(getFragmentData(ProblemFragment, payload?.userErrors ?? []));
  return payload.contentItem;
}

async function correctCaption(
  client: ApolloClient,
  { correcting }: Session,
  id: string,
  caption: string,
  signal: AbortSignal,
) {
  const { data } = await mutate(client, signal, {
    mutation: CorrectUploadedCaption,
    variables: { input: { id, caption, idempotencyKey: correcting.of({ caption }) } },
  });
  const payload = data?.updateContentCaption;
  if (!payload?.contentItem) throw new Refused(getFragmentData(ProblemFragment, payload?.userErrors ?? []));
}

/** Longest wait for an answer: a line that says nothing must not hold a slot for ever. */
const answerMs = 120_000;

async function mutate<Data, Variables extends OperationVariables>(
  client: ApolloClient,
  signal: AbortSignal,
  options: ApolloClient.MutateOptions<Data, Variables>,
): Promise<ApolloClient.MutateResult<Data>> {
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(new DOMException('No answer', 'TimeoutError')), answerMs);
  const fetchOptions = { signal: AbortSignal.any([signal, silence.signal]) };
  return client.mutate({ ...options, context: { fetchOptions } }).finally(() => clearTimeout(timer));
}

/** Too short to be worth starting a PUT. */
const marginMs = 10_000;

/** Whether a file can no longer be sent, by this machine's clock; where that is wrong, storage says so. */
export function isExpired({ files, landed }: Session): boolean {
  return files.some(
    ({ expiresAt }, index) => !landed.has(index) && Date.parse(expiresAt) - marginMs < Date.now(),
  );
}
