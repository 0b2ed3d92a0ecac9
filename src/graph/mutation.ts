import { randomUUID } from 'node:crypto';
import type { GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import { v5 as uuidv5 } from 'uuid';
import type { Context } from './context.js';
import { type Failure, failureOf } from './errors.js';
import { addErrorCode } from './operation-stats.js';
import type { LayersUserError, MutationInput, MutationPayload, UploadQuota } from './user-error.js';
import { validationIssues } from './validation-issues.js';

export type FieldPath = readonly string[];

/** One reason to refuse an input. */
export interface Refusal {
  readonly code?: string;
  readonly message: string;
  readonly field: FieldPath | null;
}

/** Refuses a mutation's input; becomes its `userErrors`. */
export class RefusedInput extends Error {
  override readonly name = 'RefusedInput';
  constructor(readonly refusals: readonly Refusal[]) {
    super('The input is refused.');
  }
}

/** A failure that one value of the input is to blame for, or that concerns it alone. */
export class FailureAt extends Error {
  override readonly name = 'FailureAt';
  constructor(
    override readonly cause: unknown,
    readonly field: FieldPath,
  ) {
    super('Failed for one value of the input.');
  }
}

/** Throws when any check has an answer. `undefined` and `false` are passed checks. */
export function refuse(...checks: readonly (Refusal | false | undefined)[]): void {
  const refusals = checks.filter((check): check is Refusal => check !== undefined && check !== false);
  if (refusals.length > 0) throw new RefusedInput(refusals);
}

export interface MutationRun {
  readonly idempotencyKey: string;
  /** True when nobody but this request can know the key, so that a conflict cannot come from a replay. */
  readonly freshKey: boolean;
}

interface MutationSpec<Payload> {
  readonly ctx: Context;
  /** The mutation's name in the schema. */
  readonly name: string;
  readonly input: MutationInput;
  /** Where the id stands in the input that `NOT_FOUND` speaks of. */
  readonly notFound?: FieldPath;
  /** Turns a path of an error into the path after `input`; empty for what is not in the input. Default: as it is. */
  readonly field?: (path: FieldPath) => FieldPath;
  /** Last word on a failure's errors. */
  readonly explain?: (errors: LayersUserError[], failure: Failure, run: MutationRun) => LayersUserError[];
  /** Does the work and gives the payload's own fields. */
  readonly run: (
    run: MutationRun,
  ) => Promise<Omit<Payload, keyof MutationPayload> & { userErrors?: readonly LayersUserError[] }>;
}

/** Codes that stop the whole caller, not this input: errors of the field, never data. */
const neverData = new Set(['UNAUTHENTICATED', 'FORBIDDEN', 'KILL_SWITCH']);
const keyShape = /^[\x21-\x7e]{1,255}$/;

/** Runs one mutation: gives it its idempotency key, and tells every failure that is data as `userErrors`. */
export async function mutate<Payload extends MutationPayload>(spec: MutationSpec<Payload>): Promise<Payload> {
  const { ctx, input, name } = spec;
  const key = idempotencyKey(ctx, name, input);
  const run = {
    idempotencyKey: key,
    freshKey: input.idempotencyKey == null && ctx.idempotencyKey === undefined,
  };
  const answer = (fields: object, userErrors: readonly LayersUserError[]) => {
    for (const { code } of userErrors) addErrorCode(ctx.stats, code);
    return { ...fields, userErrors, idempotencyKey: key } as unknown as Payload;
  };
  try {
    if (!keyShape.test(key))
      refuse({
        message: 'An idempotency key is 1 to 255 visible ASCII characters.',
        field: ['idempotencyKey'],
      });
    const done = await spec.run(run);
    return answer(done, done.userErrors ?? []);
  } catch (error) {
    const { errors, failure } = userErrors(error, spec);
    return answer({}, (failure && spec.explain?.(errors, failure, run)) ?? errors);
  }
}

/** What `userErrors` says of an error; throws it again when it is none of the input's. */
export function userErrors(
  error: unknown,
  {
    notFound,
    field,
    isPartial,
  }: Pick<MutationSpec<never>, 'notFound' | 'field'> & { isPartial?: boolean } = {},
): { errors: LayersUserError[]; failure?: Failure } {
  const cause = error instanceof FailureAt ? error.cause : error;
  if (cause instanceof RefusedInput) return { errors: cause.refusals.map(refusedError) };
  const failure = failureOf(cause);
  // Beside things that were made even these are data: an error of the field would lose what was made, and the key.
  if (failure === undefined || (neverData.has(failure.code) && !isPartial)) throw cause;
  const errors = userErrorsOf(failure, notFound, field);
  if (!(error instanceof FailureAt)) return { errors, failure };
  const at = ['input', ...error.field];
  return { errors: errors.map((told) => ({ ...told, field: at })), failure };
}

/**
 * The input's key; else one derived from the request's `Idempotency-Key`, the field's name, its input and its ordinal among
 * equal ones; else a fresh one. Neither aliases nor the place among other mutations count: gateways rewrite the ones, and
 * send each mutation of a request by itself, all with the same header.
 */
function idempotencyKey(ctx: Context, name: string, input: MutationInput): string {
  if (input.idempotencyKey != null) return input.idempotencyKey;
  if (ctx.idempotencyKey === undefined) return randomUUID();
  const mutation = `${name} ${canonicalJson(input)}`;
  const ordinal = ctx.mutationOrdinals.get(mutation) ?? 0;
  ctx.mutationOrdinals.set(mutation, ordinal + 1);
  return uuidv5(JSON.stringify([ctx.idempotencyKey, mutation, ordinal]), keyNamespace);
}

/** JSON with its names in order; files, which are no JSON, are left out, and so is what is nested too deeply to be any. */
function canonicalJson(value: unknown): string {
  const inOrder = (_name: string, item: unknown) => {
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return item;
    if ('promise' in item && item.promise instanceof Promise) return undefined;
    return Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)));
  };
  try {
    return JSON.stringify(value, inOrder);
  } catch {
    return '';
  }
}

/**
 * Runs each mutation of an operation once, whatever runs the operation: one that fails in part where it is compiled is run
 * once more in graphql-js (see `compile`), and gets there what came of it.
 */
export function writeOnce(schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getMutationType()!.getFields())) {
    const write: GraphQLFieldResolver<unknown, Context> = field.resolve!;
    field.resolve = (root, args, ctx: Context, info) => {
      const place = info.fieldNodes[0]!;
      if (!ctx.written.has(place)) ctx.written.set(place, write(root, args, ctx, info));
      return ctx.written.get(place);
    };
  }
}

/** The key of one upstream write of a mutation that makes several: the same for every retry of the mutation. */
export function derivedKey(idempotencyKey: string, step: string): string {
  return uuidv5(JSON.stringify([idempotencyKey, step]), keyNamespace);
}

/** Any fixed UUID serves as the namespace of derived keys; it must never change. */
const keyNamespace = '5b0b2c2e-6f0a-4d7e-9a53-1d6f3a4c8e21';

function refusedError(refusal: Refusal): LayersUserError {
  return {
    code: refusal.code ?? 'VALIDATION',
    message: refusal.message,
    field: refusal.field && ['input', ...refusal.field],
    retryable: false,
    retryAfterMs: null,
    requestId: null,
    upstreamCode: null,
    uploadQuota: null,
  };
}

function userErrorsOf(
  failure: Failure,
  notFound: FieldPath | undefined,
  toField: (path: FieldPath) => FieldPath = (path) => path,
): LayersUserError[] {
  const base: LayersUserError = {
    code: failure.code,
    message: failure.message,
    field: failure.code === 'NOT_FOUND' && notFound ? ['input', ...notFound] : null,
    retryable: failure.retryable,
    retryAfterMs: failure.retryAfterMs ?? null,
    requestId: failure.requestId ?? null,
    upstreamCode: failure.upstreamCode ?? null,
    uploadQuota: failure.code === 'UPLOAD_QUOTA_EXCEEDED' ? uploadQuota(failure.details ?? {}) : null,
  };
  if (failure.code !== 'VALIDATION') return [base];
  const named = validationIssues(failure.details ?? {});
  if (named.length === 0) return [base];
  return named.map(({ path, message }) => {
    const at = path.length === 0 ? path : toField(path);
    return { ...base, message: message || base.message, field: at.length === 0 ? null : ['input', ...at] };
  });
}

function uploadQuota(details: Readonly<Record<string, unknown>>): UploadQuota {
  const number = (name: string) => (Number.isSafeInteger(details[name]) ? (details[name] as number) : null);
  const uploads = (name: string) => {
    const value = number(name);
    return value !== null && Math.abs(value) < 2 ** 31 ? value : null;
  };
  return {
    currentUploads: uploads('currentUploads'),
    maxUploads: uploads('maxUploads'),
    currentBytes: number('currentBytes'),
    maxBytes: number('maxBytes'),
  };
}
