import { Directive, Field, ObjectType } from 'type-graphql';
import { RefusedInput } from './mutation.js';

@Directive('@shareable')
@ObjectType('UploadHeader', { simpleResolvers: true, description: 'One header of a request to make.' })
export class UploadHeader {
  @Field(() => String, { description: 'Header name.' })
  name!: string;
  @Field(() => String, { description: 'Header value, to be sent exactly.' })
  value!: string;
}

/** The header map of an upload handle as a list, which GraphQL can type. */
export function headerList(headers: Readonly<Record<string, unknown>> | null | undefined): UploadHeader[] {
  return Object.entries(headers ?? {}).map(([name, value]) => ({ name, value: String(value) }));
}

/**
 * Refuses an answer whose signed URLs have expired by upstream's own clock: a replay of an old one (RULES 4.2, 10.5).
 * Going on with them could only fail at storage.
 */
export function refuseExpired(expiresAt: readonly string[], date: number): void {
  if (expiresAt.every((time) => !(Date.parse(time) <= date))) return;
  throw new RefusedInput([
    {
      code: 'UPLOAD_EXPIRED',
      message: 'This idempotency key replays an upload whose signed URL has expired. Use a fresh key.',
      field: ['idempotencyKey'],
    },
  ]);
}
