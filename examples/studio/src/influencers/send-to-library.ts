import type { ApolloClient } from '@apollo/client';
import { ProblemFragment } from '../errors/problem';
import { getFragmentData, graphql } from '../generated';
import { PutError, type putFile } from '../upload/put-file';
import { Refused } from '../upload/steps';

const PresignReferenceImage = graphql(`
  mutation PresignReferenceImage($input: PresignMediaInput!) {
    presignMedia(input: $input) {
      upload {
        uploadId
        url
        method
        headers {
          name
          value
        }
      }
      userErrors {
        ...Problem_LayersUserError
      }
    }
  }
`);

const FinalizeReferenceImage = graphql(`
  mutation FinalizeReferenceImage($input: FinalizeMediaInput!) {
    finalizeMedia(input: $input) {
      mediaAsset {
        id
      }
      userErrors {
        ...Problem_LayersUserError
      }
    }
  }
`);

interface SendOptions {
  projectId: string;
  put: typeof putFile;
  signal: AbortSignal;
  onProgress: (sentBytes: number) => void;
}

/** Presign and PUT: gives the id of the upload. A handle that has expired on the way is asked for once more. */
export async function sendToLibrary(
  client: ApolloClient,
  file: File,
  { projectId, put, signal, onProgress }: SendOptions,
): Promise<string> {
  const upload = async () => {
    const target = await presign(client, file, projectId);
    await put(file, target, { signal, onProgress });
    return target.uploadId;
  };
  return upload().catch((error: unknown) => {
    if (error instanceof PutError && error.failure === 'expired') return upload();
    throw error;
  });
}

/** Gives the id of the asset; repeating it gives the same. */
export async function registerInLibrary(
  client: ApolloClient,
  projectId: string,
  uploadId: string,
): Promise<string> {
  const { data } = await client.mutate({
    mutation: FinalizeReferenceImage,
    variables: { input: { projectId, uploadId } },
  });
  const payload = data?.finalizeMedia;
  if (!payload?.mediaAsset) throw new Refused(getFragmentData(ProblemFragment, payload?.userErrors ?? []));
  return payload.mediaAsset.id;
}

async function presign(client: ApolloClient, file: File, projectId: string) {
  const { data } = await client.mutate({
    mutation: PresignReferenceImage,
    variables: {
      input: {
        projectId,
        kind: 'REFERENCE_IMAGE',
        mimeType: file.type,
        filename: file.name,
        sizeBytes: file.size,
      },
    },
  });
  const payload = data?.presignMedia;
  if (!payload?.upload) throw new Refused(getFragmentData(ProblemFragment, payload?.userErrors ?? []));
  return payload.upload;
}
