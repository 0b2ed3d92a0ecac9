import { createHash, createHmac } from 'node:crypto';
import { invalid } from './api-error.js';

export interface Page<Row> {
  items: Row[];
  nextCursor: string | null;
}

export interface PageBounds {
  /** The list with every filter in force: a cursor is good for the list that gave it alone (RULES 5.1). */
  list: unknown;
  maxLimit: number;
}

const defaultLimit = 25;
/** Only makes cursors opaque and tamper-evident; it guards nothing. */
const cursorKey = 'layers-emulator-cursor';

/**
 * One page, newest first. Cursors are keysets (the serial of the last row), so rows that are added
 * meanwhile neither shift nor repeat anything. Throws 422 for a bad `limit` or `cursor` (RULES 5.4).
 */
export function readPage<Record extends { serial: number }, Row>(
  records: Iterable<Record>,
  query: URLSearchParams,
  bounds: PageBounds,
  rowOf: (record: Record) => Row,
): Page<Row> {
  const limit = readLimit(query, bounds.maxLimit);
  const list = createHash('sha256').update(JSON.stringify(bounds.list)).digest('base64url').slice(0, 16);
  const before = readCursor(query, list);
  const rest = [...records].filter((record) => record.serial < before).sort((a, b) => b.serial - a.serial);
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  const nextCursor = last && rest.length > limit ? sealCursor(last.serial, list) : null;
  return { items: page.map(rowOf), nextCursor };
}

function readLimit(query: URLSearchParams, maxLimit: number): number {
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

function sealCursor(serial: number, list: string): string {
  const payload = `${serial}.${list}`;
  return Buffer.from(`${payload}.${sealOf(payload)}`).toString('base64url');
}

function readCursor(query: URLSearchParams, list: string): number {
  const cursor = query.get('cursor');
  if (cursor === null) return Number.POSITIVE_INFINITY;
  const [serial, listOfCursor, seal] = Buffer.from(cursor, 'base64url').toString('utf8').split('.');
  if (seal === undefined || seal !== sealOf(`${serial}.${listOfCursor}`)) {
    throw invalidQuery('cursor', 'Malformed cursor');
  }
  if (listOfCursor !== list) throw invalidQuery('cursor', 'Cursor belongs to another list or filter');
  return Number(serial);
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
