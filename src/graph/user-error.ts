import { GraphQLSafeInt } from 'graphql-scalars';
import { Directive, Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';

export enum LayersErrorCode {
  APPROVAL_REQUIRED = 'APPROVAL_REQUIRED',
  AUTHORITY_DENIED = 'AUTHORITY_DENIED',
  BILLING_EXHAUSTED = 'BILLING_EXHAUSTED',
  CONFLICT = 'CONFLICT',
  CONTENT_REJECTED = 'CONTENT_REJECTED',
  CREATIVE_FLAGGED = 'CREATIVE_FLAGGED',
  CREDENTIAL_INVALID = 'CREDENTIAL_INVALID',
  FORBIDDEN_FENCE = 'FORBIDDEN_FENCE',
  IDEMPOTENCY_CONFLICT = 'IDEMPOTENCY_CONFLICT',
  IDEMPOTENCY_REQUIRED = 'IDEMPOTENCY_REQUIRED',
  NOT_FOUND = 'NOT_FOUND',
  OWNER_PHONE_UNVERIFIED = 'OWNER_PHONE_UNVERIFIED',
  PAYLOAD_TOO_LARGE = 'PAYLOAD_TOO_LARGE',
  PHONE_REQUIRED = 'PHONE_REQUIRED',
  PLATFORM_ERROR = 'PLATFORM_ERROR',
  PLATFORM_REJECTED = 'PLATFORM_REJECTED',
  RATE_LIMITED = 'RATE_LIMITED',
  RETURN_URL_NOT_ALLOWED = 'RETURN_URL_NOT_ALLOWED',
  SCRAPE_FAILED = 'SCRAPE_FAILED',
  UNKNOWN = 'UNKNOWN',
  UPLOAD_EXPIRED = 'UPLOAD_EXPIRED',
  UPLOAD_INCOMPLETE = 'UPLOAD_INCOMPLETE',
  UPLOAD_QUOTA_EXCEEDED = 'UPLOAD_QUOTA_EXCEEDED',
  UPLOAD_SPOOL_FAILED = 'UPLOAD_SPOOL_FAILED',
  UPSTREAM_ERROR = 'UPSTREAM_ERROR',
  UPSTREAM_INVALID_RESPONSE = 'UPSTREAM_INVALID_RESPONSE',
  UPSTREAM_TIMEOUT = 'UPSTREAM_TIMEOUT',
  UPSTREAM_UNAVAILABLE = 'UPSTREAM_UNAVAILABLE',
  VALIDATION = 'VALIDATION',
  WOULD_LEAVE_AD_EMPTY = 'WOULD_LEAVE_AD_EMPTY',
}

registerEnumType(LayersErrorCode, {
  name: 'LayersErrorCode',
  description:
    'Why a mutation did not do what was asked. The set may grow; treat an unfamiliar member like `UNKNOWN`. ' +
    '`UNAUTHENTICATED`, `FORBIDDEN` and `KILL_SWITCH` are not here: they are errors of the whole field.',
  valuesConfig: {
    APPROVAL_REQUIRED: { description: 'The content item waits for approval.' },
    AUTHORITY_DENIED: { description: "The customer's authority block does not allow this write." },
    BILLING_EXHAUSTED: { description: 'The organization is out of credits.' },
    CONFLICT: {
      description:
        'The thing is not in a state that allows this: a handle or id that is taken, an upload session that was reaped or changed meanwhile; on `createProject` also an idempotency key that was used with another input.',
    },
    CONTENT_REJECTED: { description: 'The content item was rejected in review.' },
    CREATIVE_FLAGGED: { description: 'The creative was flagged.' },
    CREDENTIAL_INVALID: { description: 'A platform no longer accepts the credential of the social account.' },
    FORBIDDEN_FENCE: { description: 'A field of a later release was sent.' },
    IDEMPOTENCY_CONFLICT: {
      description: 'The idempotency key was used before with another input. Use a fresh one.',
    },
    IDEMPOTENCY_REQUIRED: { description: 'The route demands an idempotency key.' },
    NOT_FOUND: { description: 'Unknown, deleted, or of another organization; Layers does not tell which.' },
    OWNER_PHONE_UNVERIFIED: { description: "The owner's phone number is not verified." },
    PAYLOAD_TOO_LARGE: { description: "A file is over Layers' size cap, or over the one of this server." },
    PHONE_REQUIRED: { description: 'A phone number is needed.' },
    PLATFORM_ERROR: { description: 'The social platform failed.' },
    PLATFORM_REJECTED: { description: 'The social platform refused.' },
    RATE_LIMITED: {
      description:
        'A bucket of the API key is empty: wait `retryAfterMs`, then send the same input with the same idempotency key.',
    },
    RETURN_URL_NOT_ALLOWED: { description: "The return URL's host is not on the key's allowlist." },
    SCRAPE_FAILED: {
      description:
        'A media URL could not be fetched in time, or its signature has expired. Retry once the URL is fixed.',
    },
    UNKNOWN: { description: 'Layers used a code that is not documented; it is in `upstreamCode`.' },
    UPLOAD_EXPIRED: {
      description:
        'The signed URL has expired: of a replayed upload handle, or while the file was on its way. Ask again with a fresh idempotency key.',
    },
    UPLOAD_INCOMPLETE: {
      description:
        'A declared file has not landed in storage yet, and the message names it: PUT it, then finalize again. Or a file of this request did not arrive whole: send it again.',
    },
    UPLOAD_QUOTA_EXCEEDED: {
      description: 'The project is at its upload quota; the numbers are in `uploadQuota`.',
    },
    UPLOAD_SPOOL_FAILED: {
      description: 'This server could not keep the file on its disk. Declare its size, so that it need not.',
    },
    UPSTREAM_ERROR: { description: 'Layers failed without saying why.' },
    UPSTREAM_INVALID_RESPONSE: {
      description:
        'Layers answered with success but not with what it promises. The write may have happened: repeat with the same idempotency key.',
    },
    UPSTREAM_TIMEOUT: {
      description: 'No answer in time. The write may have happened: repeat with the same idempotency key.',
    },
    UPSTREAM_UNAVAILABLE: {
      description:
        'Layers cannot be reached. The write may have happened: repeat with the same idempotency key.',
    },
    VALIDATION: { description: 'The input is not valid; `field` says where.' },
    WOULD_LEAVE_AD_EMPTY: { description: 'The ad would be left without a creative.' },
  },
});

@Directive('@shareable')
@ObjectType('UploadQuota', {
  simpleResolvers: true,
  description:
    "A project's upload quota, in binary units: 250 uploads and 25 GB (26843545600 bytes) unless raised. In-flight sessions and archived items count.",
})
export class UploadQuota {
  @Field(() => Int, { nullable: true, description: 'Uploads that count now.' })
  currentUploads!: number | null;
  @Field(() => Int, { nullable: true, description: 'Most uploads allowed.' })
  maxUploads!: number | null;
  @Field(() => GraphQLSafeInt, { nullable: true, description: 'Bytes that count now.' })
  currentBytes!: number | null;
  @Field(() => GraphQLSafeInt, { nullable: true, description: 'Most bytes allowed.' })
  maxBytes!: number | null;
}

@Directive('@shareable')
@ObjectType('LayersUserError', {
  simpleResolvers: true,
  description:
    'One reason why a mutation did not do what was asked, as data: routers that redact errors leave it alone.',
})
export class LayersUserError {
  @Field(() => LayersErrorCode, { description: 'Branch on this.' })
  code!: string;
  @Field(() => String, { description: 'For people, in English, at most 500 characters. Never branch on it.' })
  message!: string;
  @Field(() => [String], {
    nullable: true,
    description:
      'Path to the offending value, from `input`, list indices as text: `["input","personality","humor"]`. Null when no single value is to blame.',
  })
  field!: readonly string[] | null;
  @Field(() => Boolean, {
    description: 'True when the same input with the same idempotency key may succeed later.',
  })
  retryable!: boolean;
  @Field(() => Int, {
    nullable: true,
    description:
      'Milliseconds to wait before a retry: as Layers told it, or until this server expects calls to be left. Null where nobody knows.',
  })
  retryAfterMs!: number | null;
  @Field(() => String, {
    nullable: true,
    description: "Layers' request id, for its support; null when no answer came.",
  })
  requestId!: string | null;
  @Field(() => String, {
    nullable: true,
    description: "Layers' own code, verbatim; null when Layers gave none.",
  })
  upstreamCode!: string | null;
  @Field(() => UploadQuota, { nullable: true, description: 'With `UPLOAD_QUOTA_EXCEEDED` only.' })
  uploadQuota!: UploadQuota | null;
}

/** What every payload has besides its result. */
@ObjectType({ simpleResolvers: true })
export abstract class MutationPayload {
  @Field(() => [LayersUserError], { description: 'Empty when everything asked for was done.' })
  userErrors!: readonly LayersUserError[];
  @Field(() => String, {
    description:
      'The key that this mutation used. Send it with the same input to retry without doing anything twice; Layers keeps it for 24 hours.',
  })
  idempotencyKey!: string;
}

/** What every input takes besides its own fields. */
@InputType()
export abstract class MutationInput {
  @Field(() => String, {
    nullable: true,
    description:
      'Makes retries safe: the same key with the same input replays the first answer for 24 hours, with another input it is a conflict. ' +
      'Layers recommends a UUID or ULID; any 1 to 255 visible ASCII characters will do. Absent: derived from the `Idempotency-Key` request header and this input, files left out, else fresh; the payload tells it.',
  })
  idempotencyKey?: string | null;
}
