import type { FieldPath, Refusal } from './mutation.js';
import { isUnknown } from './wire.js';

// Rules of shape that need no call: the same refusals, with the same codes, as Layers would give.

export function countBetween(
  list: readonly unknown[],
  low: number,
  high: number,
  field: FieldPath,
): Refusal | false {
  return (
    (list.length < low || list.length > high) && {
      message: `Must contain ${low} to ${high} elements; there are ${list.length}.`,
      field,
    }
  );
}

export function filenameLength(
  filename: string | null | undefined,
  most: number,
  field: FieldPath,
): Refusal | false {
  if (filename == null) return false;
  const length = filename.length;
  return (
    (length < 1 || length > most) && {
      message: `A filename has 1 to ${most} characters; this one has ${length}.`,
      field,
    }
  );
}

export function checksumForm(checksum: string | null | undefined): Refusal | false {
  return (
    checksum != null &&
    !/^[0-9a-f]{64}$/i.test(checksum) && {
      message: 'A SHA-256 checksum is 64 hexadecimal digits.',
      field: ['checksumSha256'],
    }
  );
}

export function knownMember(member: string | null | undefined, field: FieldPath): Refusal | false {
  return isUnknown(member) && { message: 'UNKNOWN is only for answers.', field };
}

/** JSON of at most `mostBytes`; also refuses what is nested too deeply to be written at all. */
export function jsonSize(value: unknown, mostBytes: number, field: FieldPath): Refusal | false {
  if (value == null) return false;
  let bytes: number;
  try {
    bytes = Buffer.byteLength(JSON.stringify(value));
  } catch {
    return { message: 'Nested too deeply.', field };
  }
  return (
    bytes > mostBytes && { message: `Must be at most ${mostBytes} bytes as JSON; it is ${bytes}.`, field }
  );
}

/** A list that goes by the index of another one. */
export function sameLength(
  list: readonly unknown[] | null | undefined,
  other: readonly unknown[],
  field: FieldPath,
): Refusal | false {
  return (
    list != null &&
    list.length !== other.length && {
      message: `Must have one element for each of the ${other.length} files; it has ${list.length}.`,
      field,
    }
  );
}
