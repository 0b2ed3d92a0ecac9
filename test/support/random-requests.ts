import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  parse,
  validate,
} from 'graphql';
import { seed } from '../../src/emulator/seed-ids.js';
import type { Json } from './facade.js';

export interface RandomRequest {
  readonly query: string;
  readonly variables: Json;
}

export type Random = (below: number) => number;

/** Park and Miller's generator: the same numbers for each seed. */
export function createRandom(seedNumber: number): Random {
  let state = (seedNumber * 16_807 + 12_345) % 2_147_483_647 || 1;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return Math.floor((state / 2_147_483_647) * below);
  };
}

const ids: Record<string, readonly string[]> = {
  project: [...Object.values(seed.project), 'prj_none', '..', ''],
  influencer: [...Object.values(seed.influencer), 'inf_none'],
  mediaAsset: [...Object.values(seed.media), 'med_none'],
  contentItem: [...Object.values(seed.content), 'cnt_none'],
};
const everyId = Object.values(ids).flat();
const names = ['_', '_a', 'a_', '__a', 'constructor', 'toString', 'then', 'id', 'name', 'r', 'v', 'x', 't'];
/** What differs by the time at which it is asked for. */
const unsteady = new Set(['rateLimit']);

/** A value as GraphQL and as JSON have it. */
interface Value {
  readonly literal: string;
  readonly json: unknown;
}
const same = (json: unknown): Value => ({ literal: JSON.stringify(json), json });

/** A valid query on the emulator's account, by the schema alone, and what its variables are: not always what they should be. */
export function randomRequest(schema: GraphQLSchema, random: Random): RandomRequest {
  for (;;) {
    const request = new Writer(schema, random).write();
    // Names that meet with other arguments, mostly.
    if (validate(schema, parse(request.query)).length === 0) return request;
  }
}

class Writer {
  readonly #variables: Record<string, unknown> = {};
  readonly #definitions: string[] = [];
  readonly #fragments: string[] = [];
  readonly #hasDirectives: boolean;
  #aliases = 0;
  #fields = 0;

  constructor(
    readonly schema: GraphQLSchema,
    readonly random: Random,
  ) {
    this.#hasDirectives = random(8) === 0;
  }

  write(): RandomRequest {
    const set = this.#selection(this.schema.getQueryType()!, 6);
    const variables = this.#definitions.length === 0 ? '' : `(${this.#definitions.join(', ')})`;
    const query = `query Random${variables} ${set}\n${this.#fragments.join('\n')}`;
    return { query, variables: this.#variables };
  }

  #any<T>(list: readonly T[]): T {
    return list[this.random(list.length)]!;
  }

  #selection(type: GraphQLObjectType, depth: number): string {
    const fields = Object.values(type.getFields()).filter(
      ({ name, type: of }) => !unsteady.has(name) && (depth > 1 || isLeafType(getNamedType(of))),
    );
    const isRoot = type === this.schema.getQueryType();
    const count = isRoot ? 1 + this.random(3) : 1 + this.random(5);
    const parts = Array.from({ length: fields.length === 0 ? 0 : count }, () =>
      this.#field(this.#any(fields), depth),
    );
    if (this.random(5) === 0 || parts.length === 0)
      parts.push(this.#any(['__typename', `${this.#alias()}__typename`]));
    if (isRoot && this.random(12) === 0)
      parts.push(
        this.#any([
          '__schema { queryType { name } }',
          '__type(name: "Project") { name kind }',
          '__proto__: __typename',
        ]),
      );
    if (this.random(4) > 0) return `{ ${parts.join(' ')} }`;
    const [some, others] = [parts.slice(0, parts.length >> 1), parts.slice(parts.length >> 1)];
    return `{ ${some.join(' ')} ${this.#fragment(type, `{ ${others.join(' ')} }`)} }`;
  }

  #fragment(type: GraphQLObjectType, set: string): string {
    switch (this.random(4)) {
      case 0:
        return `...${this.#directive()} ${set}`;
      case 1:
        return `... on ${type.name}${this.#directive()} ${set}`;
      default: {
        const name = `F${this.#fragments.length}`;
        this.#fragments.push(`fragment ${name} on ${type.name} ${set}`);
        // Once more, where it meets itself.
        return `...${name}${this.#directive()}${this.random(3) === 0 ? ` ...${name}` : ''}`;
      }
    }
  }

  #directive(): string {
    if (!this.#hasDirectives || this.random(3) > 0) return '';
    const value =
      this.random(2) === 0
        ? this.#any(['true', 'false'])
        : this.#variable('Boolean!', same(this.random(2) === 0));
    return ` @${this.#any(['skip', 'include'])}(if: ${value})`;
  }

  #alias(): string {
    this.#aliases++;
    if (this.random(40) === 0) return '__proto__: ';
    return `${this.#any(names)}${this.random(3) === 0 ? '' : this.#aliases}: `;
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number): string {
    this.#fields++;
    const type = getNamedType(field.type);
    const args = field.args.map((arg) => this.#argument(field, arg)).filter((text) => text !== '');
    const alias = args.length > 0 || this.random(3) === 0 ? this.#alias() : '';
    const below = this.#fields > 40 ? 1 : depth - 1;
    const set = isLeafType(type)
      ? ''
      : isAbstractType(type)
        ? `{ __typename ${this.schema
            .getPossibleTypes(type)
            .filter(() => this.random(4) > 0)
            .map((each) =>
              this.#fragment(each, this.#selection(each, below)).replace(
                /^\.\.\.(?=[ @])(?! on)/,
                `... on ${each.name}`,
              ),
            )
            .join(' ')} }`
        : this.#selection(type as GraphQLObjectType, below);
    return `${alias}${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''}${this.#directive()} ${set}`;
  }

  #argument(field: GraphQLField<unknown, unknown>, arg: GraphQLArgument): string {
    const isRequired = isNonNullType(arg.type);
    if (!isRequired && this.random(2) === 0) return '';
    const value = this.#value(arg.name, arg.type, field.name);
    const text = this.random(5) < 2 ? this.#variable(String(arg.type), value) : value.literal;
    return `${arg.name}: ${text}`;
  }

  /** Of a variable that is given, null, absent, or has a default. */
  #variable(type: string, { literal, json }: Value): string {
    const name = `v${this.#definitions.length}`;
    const isRequired = type.endsWith('!');
    const kind = this.random(isRequired ? 8 : 6);
    const hasDefault = kind === 1 || kind === 2;
    this.#definitions.push(`$${name}: ${type}${hasDefault ? ` = ${literal}` : ''}`);
    if (kind === 0) this.#variables[name] = null;
    else if (kind !== 1 && (kind !== 3 || isRequired)) this.#variables[name] = json;
    if (this.random(60) === 0) this.#variables[name] = this.#any([{}, [], 'x', -1, true, [[]]]);
    return `$${name}`;
  }

  #value(name: string, type: GraphQLInputType, fieldName: string): Value {
    if (isNonNullType(type)) return this.#value(name, type.ofType, fieldName);
    if (this.random(12) === 0 && name !== 'representations') return same(null);
    if (isListType(type)) {
      const items = Array.from({ length: this.random(name === 'representations' ? 7 : 3) }, () =>
        this.#value(name, type.ofType, fieldName),
      );
      return {
        literal: `[${items.map(({ literal }) => literal).join(', ')}]`,
        json: items.map(({ json }) => json),
      };
    }
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter(
        (each) => isNonNullType(each.type) || this.random(3) === 0,
      );
      const values = fields.map((each) => [each.name, this.#value(each.name, each.type, fieldName)] as const);
      return {
        literal: `{ ${values.map(([key, { literal }]) => `${key}: ${literal}`).join(', ')} }`,
        json: Object.fromEntries(values.map(([key, { json }]) => [key, json])),
      };
    }
    if (isEnumType(type)) {
      const member = this.#any(type.getValues()).name;
      return { literal: member, json: member };
    }
    switch (name) {
      case 'id':
        return same(this.#any(ids[fieldName] ?? everyId));
      case 'projectId':
        return same(this.#any(ids.project!));
      case 'first':
        return same(this.#any([1, 2, 3, 5, 25, 100, 0, 201]));
      case 'after':
        return same(this.#any(['', 'none']));
      case 'customerExternalId':
        return same(this.#any(['acme-coffee-ios', 'acme-tea', 'none', '']));
      case 'representations':
        return this.#representation();
    }
    if (type.name === 'DateTime')
      return same(this.#any(['2026-01-01T00:00:00Z', '2026-03-01T09:00:00.5+02:00']));
    if (type.name === 'Boolean') return same(this.random(2) === 0);
    return type.name === 'Int' ? same(this.random(10)) : same('text');
  }

  #representation(): Value {
    const type = this.#any(['Project', 'Influencer', 'ContentItem', 'MediaAsset']);
    const list = ids[`${type[0]!.toLowerCase()}${type.slice(1)}`]!;
    const key = this.#any<Json>([
      { id: this.#any(list) },
      { id: this.#any(list) },
      { id: this.#any(list) },
      { customerExternalId: this.#any(['acme-coffee-ios', 'none']) },
      ...(this.random(6) === 0 ? [{ id: null }, { id: 5 }, { id: [] }, {}] : []),
    ]);
    const json = { __typename: this.random(30) === 0 ? 'Nobody' : type, ...key };
    const fields = Object.entries(json).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
    return { literal: `{ ${fields.join(', ')} }`, json };
  }
}

export const wrong: readonly unknown[] = [
  ...[null, 0, -1.5, 1e300, true, 'text', '', [], {}, [null], [[]], [0]],
  { a: { b: [null] } },
];

/** Every place in a body: who holds it, and under which key. */
export function placesIn(value: Json): [holder: Json, key: string][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.keys(value).flatMap((key) => [[value, key] as [Json, string], ...placesIn(value[key])]);
}

/** A body with one thing in it that is not as it should be: somewhere deep, or the whole. */
export function spoil(body: Json, random: Random): Json {
  const copy = { body: structuredClone(body) };
  const places = placesIn(copy);
  for (let times = 1 + random(2); times > 0; times--) {
    const [holder, key] = places[random(places.length)]!;
    if (random(4) === 0) delete holder[key];
    else holder[key] = wrong[random(wrong.length)];
  }
  return copy.body ?? null;
}

/** All that a type has, but what belongs to something else. */
export function wholeSelection(schema: GraphQLSchema, typename: string, depth = 4): string {
  const fields = Object.values((schema.getType(typename) as GraphQLObjectType).getFields());
  const parts = fields
    .filter(({ args, type }) => args.length === 0 && (depth > 1 || isLeafType(getNamedType(type))))
    .map(({ name, type }) => {
      const named = getNamedType(type);
      if (isLeafType(named)) return name;
      const isOther = ['Project', 'Influencer', 'ContentItem'].includes(named.name);
      return `${name} ${isOther ? '{ id }' : wholeSelection(schema, named.name, depth - 1)}`;
    });
  return `{ ${parts.join(' ')} }`;
}
