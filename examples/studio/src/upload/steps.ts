import type { ApolloClient } from '@apollo/client';
import { type Problem, ProblemFragment } from '../errors/problem';
import { getFragmentData, graphql } from '../generated';
import type { CreateContentUploadMutation } from '../generated/graphql';
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
        ...UploadedItem_ContentItem
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

/** Signed URLs for the files of one upload, and what has landed there. */
export interface Session extends ContentUpload {
  readonly landed: Set<number>;
  /** One for all attempts with one caption: a key belongs to its input. */
  finalizing?: { readonly caption: string; readonly key: string };
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
): Promise<Session> {
  const { data } = await client.mutate({
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
  return { ...upload, landed: new Set() };
}

export async function finalize(client: ApolloClient, session: Session, caption: string) {
  if (session.finalizing?.caption !== caption) session.finalizing = { caption, key: crypto.randomUUID() };
  const { data } = await client.mutate({
    mutation: FinalizeContentUpload,
    variables: {
      input: { containerId: session.containerId, caption, idempotencyKey: session.finalizing.key },
    },
  });
  const payload = data?.finalizeContentUpload;
  if (!payload?.contentItem) throw new Refused(getFragmentData(ProblemFragment, payload?.userErrors ?? []));
  return payload.contentItem;
}

/** Too short to be worth starting a PUT. */
const marginMs = 10_000;

/** By this machine's clock; where that is wrong, storage says so. */
export function isExpired({ files }: Session): boolean {
  return files.some(({ expiresAt }) => Date.parse(expiresAt) - marginMs < Date.now());
}
