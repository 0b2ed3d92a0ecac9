import { request } from 'undici';
import type { CreateContentUploadMutation } from '../generated/graphql.js';

type Handle = { url: string; method: string; headers: readonly { name: string; value: string }[] };
type Uploads = NonNullable<NonNullable<CreateContentUploadMutation['createContentUpload']>['uploads']>;

/** Does what a handle says: the method, every header, the bytes. Gives the status. */
export async function put({ url, headers }: Handle, bytes: Buffer): Promise<number> {
  const answer = await request(url, {
    method: 'PUT',
    headers: Object.fromEntries(headers.map(({ name, value }) => [name, value])),
    body: bytes,
  });
  await answer.body.dump();
  return answer.statusCode;
}

export function putFile(
  { uploadUrl, ...rest }: Uploads[number]['files'][number],
  bytes: Buffer,
): Promise<number> {
  return put({ url: uploadUrl, ...rest }, bytes);
}
