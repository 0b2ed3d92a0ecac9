import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { badUserInput } from './errors.js';

const rfc3339 =
  /^(\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)(\.\d{1,9})?(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i;

function readDateTime(value: unknown): string {
  if (typeof value === 'string' && rfc3339.test(value) && isCalendarTime(value)) return value;
  throw new GraphQLError(
    'DateTime must be an RFC 3339 time with its offset, such as "2026-04-18T09:00:00Z".',
    {
      extensions: { code: 'BAD_USER_INPUT' },
    },
  );
}

/** `Date` alone would roll 30 February over into March. */
function isCalendarTime(text: string): boolean {
  const day = Number(text.slice(8, 10));
  const days = new Date(Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)), 0)).getUTCDate();
  return !Number.isNaN(Date.parse(text)) && day >= 1 && day <= days;
}

export const DateTime = new GraphQLScalarType<string, string>({
  name: 'DateTime',
  description:
    "An RFC 3339 time with its offset. On output it is Layers' own text, unchanged: most are UTC with `Z`, project times have microseconds and `+00:00`.",
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time.html',
  serialize: (value) => {
    if (typeof value === 'string') return value;
    throw new GraphQLError('DateTime cannot represent a value that is not text.');
  },
  parseValue: readDateTime,
  parseLiteral: (node) => readDateTime(node.kind === Kind.STRING ? node.value : undefined),
});

/** The same instant in UTC with `Z`, to the last digit: Layers refuses other offsets in query bounds (RULES 3.4). */
export function toUtc(dateTime: string): string {
  const [, seconds = '', fraction = '', offset = ''] = rfc3339.exec(dateTime.toUpperCase()) ?? [];
  const utc = new Date(`${seconds}${offset}`);
  if (utc.getUTCFullYear() < 0 || utc.getUTCFullYear() > 9999)
    throw badUserInput('The time is out of range.');
  return `${utc.toISOString().slice(0, 19)}${fraction}Z`;
}
