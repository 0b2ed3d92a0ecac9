import { createHash, createHmac } from 'node:crypto';
import { invalid } from './api-error.js';

export interface Page<Row> {
  items: Row[];
  nextCursor: string | null;
}

export interface PageBounds<Record> {
  /** The list with every filter in force: a cursor is good for the list that gave it alone (RULES 5.1). */
  list: unknown;
  maxLimit: number;
  /** Default 25 (RULES 5.2). */
  defaultLimit?: number;
  /** Highest first, before the order of creation (RULES 5.5). Default: the same for all. */
  rankOf?: (record: Record) => number;
}

/** Where a row stands in its list. */
interface Place {
  rank: number;
  serial: number;
}

/** Only makes cursors opaque and tamper-evident; it guards nothing. */
const cursorKey = 'layers-emulator-cursor';

/**
 * One page, newest first. Cursors are keysets (rank and serial of the last row), so rows that are added
 * meanwhile neither shift nor repeat anything. Throws 422 for a bad `limit` or `cursor` (RULES 5.4).
 */
export function readPage<Record extends { serial: number }, Row>(
  records: Iterable<Record>,
  query: URLSearchParams,
  bounds: PageBounds<Record>,
  rowOf: (record: Record) => Row,
): Page<Row> {
  const { rankOf = () => 0 } = bounds;
  const limit = readLimit(query, bounds);
  const list = createHash('sha256').update(JSON.stringify(bounds.list)).digest('base64url').slice(0, 16);
  const start = readCursor(query, list);
  const rest = [...records]
    .map((record) => ({ record, rank: rankOf(record), serial: record.serial }))
    .filter((place) => start === undefined || inOrder(start, place) < 0)
    .sort(inOrder);
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  const nextCursor = last && rest.length > limit ? sealCursor(last, list) : null;
  return { items: page.map(({ record }) => rowOf(record)), nextCursor };
}

function inOrder(a: Place, b: Place): number {
  return b.rank - a.rank || b.serial - a.serial;
}

function readLimit(
  query: URLSearchParams,
  { maxLimit, defaultLimit = 25 }: Pick<PageBounds<never>, 'maxLimit' | 'defaultLimit'>,
): number {
  const text = query.get('limit');
  if (text === null) return defaultLimit;
  const limit = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  if (!(limit >= 1 && limit <= maxLimit)) {
    throw invalidQuery('limit', `Must be an integer from 1 to ${maxLimit}`);
  }
  return limit;
}

export function invalidQuery(path: string, message: string) {
  return invalid([{ path, message }], 'fieldErrors', 'VALIDATION', 'Invalid query.');
}

function sealCursor({ rank, serial }: Place, list: string): string {
  const payload = `${rank}.${serial}.${list}`;
  return Buffer.from(`${payload}.${sealOf(payload)}`).toString('base64url');
}

function readCursor(query: URLSearchParams, list: string): Place | undefined {
  const cursor = query.get('cursor');
  if (cursor === null) return undefined;
  const [rank, serial, listOfCursor, seal] = Buffer.from(cursor, 'base64url').toString('utf8').split('.');
  if (seal === undefined || seal !== sealOf(`${rank}.${serial}.${listOfCursor}`)) {
    throw invalidQuery('cursor', 'Malformed cursor');
  }
  if (listOfCursor !== list) throw invalidQuery('cursor', 'Cursor belongs to another list or filter');
  return { rank: Number(rank), serial: Number(serial) };
}

function sealOf(payload: string): string {
  return createHmac('sha256', cursorKey).update(payload).digest('base64url').slice(0, 16);
}

/** Values of a repeatable parameter (RULES 5.3), each one of `allowed` when that is given. */
export function readValues<Value extends string>(
  query: URLSearchParams,
  name: string,
  allowed?: readonly Value[],
): Value[] {
  const values = query.getAll(name) as Value[];
  if (allowed && values.some((value) => !allowed.includes(value))) {
    throw invalidQuery(name, `Must be one of ${allowed.join(', ')}`);
  }
  return values;
}

/** A UTC instant with `Z`; offset forms are refused (RULES 3.4). Undefined when absent. */
export function readInstant(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?Z$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) throw invalidQuery(name, 'Must be an ISO 8601 instant in UTC, ending in Z');
  return at;
}
