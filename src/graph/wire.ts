import { type GraphQLSchema, isEnumType } from 'graphql';
import { badUserInput } from './errors.js';

const unknown = 'UNKNOWN';
/** Spellings of an enum's members that are remembered. */
const mostWords = 100;

/** An enum member as the REST API spells it. */
export function toWire(member: string): string {
  return member.toLowerCase();
}

/**
 * Lets every enum with the member UNKNOWN print the wire's words: in upper case, and unfamiliar ones as UNKNOWN.
 * `olderWords` are those of the other generation of the API, with the members that they mean.
 */
export function openEnums(schema: GraphQLSchema, olderWords: Readonly<Record<string, string>>): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isEnumType(type) || !type.getValue(unknown)) continue;
    // The few words that Layers has are said over and over, on every row of a page.
    const known = new Map<unknown, string>();
    type.serialize = (word) => {
      const said = known.get(word);
      if (said !== undefined) return said;
      const member = String(word).toUpperCase().replaceAll('-', '_');
      const name = olderWords[member] ?? member;
      if (!type.getValue(name)) return unknown;
      if (known.size < mostWords) known.set(word, name);
      return name;
    };
  }
}

/** True for the member that only answers may hold. */
export function isUnknown(member: string | null | undefined): boolean {
  return member === unknown;
}

/** An enum condition of a list as the REST API spells it; refuses UNKNOWN. */
export function wireFilter(member: string | null | undefined, name: string): string | undefined {
  if (isUnknown(member)) throw badUserInput(`\`filter.${name}\`: UNKNOWN is only for answers.`);
  return member == null ? undefined : toWire(member);
}

/** A body without its nulls, for routes where null means nothing: there null is absent. */
export function given<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value != null)) as Partial<T>;
}
