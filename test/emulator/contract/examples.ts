import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { Body } from '../client.js';

/** The documented payloads of a folder. */
export interface Examples {
  /** By file name without `.json`; the file counts as used. */
  read(name: string): Body;
  /** Every property of the documented payload is there, with a value of the same type. */
  expectShape(body: Body, name: string): void;
  /** Files that no test has read. */
  unused(): string[];
}

export function readExamples(folder: URL): Examples {
  const used = new Set<string>();
  function read(name: string): Body {
    used.add(`${name}.json`);
    return JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'));
  }
  return {
    read,
    expectShape: (body, name) => expect(shapeOf(body)).toMatchObject(shapeOf(read(name)) as object),
    unused: () => readdirSync(folder).filter((name) => !used.has(name)),
  };
}

/** Keys at every depth, so that two payloads can be compared in shape. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.length > 0 ? [shapeOf(value[0])] : [];
  if (value === null || typeof value !== 'object') return value === null ? 'null' : typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, shapeOf(child)]));
}
