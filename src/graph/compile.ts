import {
  type DocumentNode,
  defaultFieldResolver,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLBoolean,
  type GraphQLField,
  type GraphQLFieldResolver,
  GraphQLID,
  GraphQLInt,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  GraphQLString,
  getNamedType,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';
import { type ArgumentPlan, planArguments } from './argument-plan.js';
import type { Context } from './context.js';
import { bytesOf, type CompiledCode, createExecution, type FieldPlan } from './execution.js';

/** Runs one operation; rejects, and says nothing of why, where anything in it fails: that is for graphql-js to tell. */
export type CompiledOperation = (
  ctx: Context,
  variables: Record<string, unknown>,
) => Promise<Record<string, unknown>>;

export interface Compiled {
  readonly run: CompiledOperation;
  /** Of memory, about, when all of it has run. */
  readonly bytes: number;
}

/** Of an operation: code grows with them. */
const mostFields = 1000;

/**
 * Compiles an operation to JavaScript that makes the objects of its answer with all their fields at once, and reads what
 * Layers answered without a call for each: graphql-js takes several times as long, and graphql-jit 0.8.9, which makes
 * what an error would need for each leaf beforehand, nearly as long as graphql-js for pages.
 *
 * It only ever answers what succeeds. At the first thing that does not (a resolver that fails, a null where none may be, a
 * value that does not fit), the operation is run once more in graphql-js, with the same context, which has kept what
 * it has read and written: no call is made twice, and an error is told by one code alone.
 *
 * Nothing of a request becomes code but names of fields and aliases, which GraphQL limits to letters, digits and
 * underscores; values are read by graphql-js. Undefined for what it leaves to graphql-js: several writes, operations with any
 * directive (`@skip`, `@include`), introspection, and very large ones.
 */
export type Compiler = (document: DocumentNode, operation: OperationDefinitionNode) => Compiled | undefined;

type Resolver = GraphQLFieldResolver<unknown, unknown>;

/**
 * Makes the compiler of a schema, with the resolvers that it has now: where a router asks for a trace, Apollo Server wraps every
 * field, and from then on each would look as if it had one.
 */
export function createCompiler(schema: GraphQLSchema): Compiler {
  const resolvers = new Map<object, Resolver>();
  for (const type of Object.values(schema.getTypeMap()))
    for (const field of isObjectType(type) ? Object.values(type.getFields()) : [])
      if (field.resolve && field.resolve !== defaultFieldResolver) resolvers.set(field, field.resolve);
  return (document, operation) => {
    if (!isPlain(document)) return undefined;
    const code = new CodeWriter(schema, resolvers, document, operation).write();
    return code && { run: createExecution(code), bytes: bytesOf(code) };
  };
}

/** Whether no name could surprise: every object has a `constructor`, and a `__proto__` that no literal could make. */
function isPlain(document: DocumentNode): boolean {
  let plain = true;
  const refuse = () => {
    plain = false;
  };
  visit(document, {
    Directive: refuse,
    VariableDefinition({ variable }) {
      if (variable.name.value in Object.prototype) refuse();
    },
    Field({ name, alias }) {
      const isTypename = name.value === '__typename' && alias === undefined;
      if (!isTypename && [name.value, alias?.value].some((each) => each?.startsWith('__'))) refuse();
    },
  });
  return plain;
}

/** Writes one function for each object, and one for each field with a resolver. */
class CodeWriter {
  readonly #functions: string[] = [];
  readonly #leaves: GraphQLLeafType[] = [];
  readonly #plans: FieldPlan[] = [];
  readonly #types: CompiledCode['abstractTypes'] = [];
  /** Once for each node, however often its fragment is spread. */
  readonly #arguments = new Map<FieldNode, ArgumentPlan>();
  readonly #fragments: Record<string, FragmentDefinitionNode> = Object.create(null);
  #fields = 0;

  constructor(
    readonly schema: GraphQLSchema,
    readonly resolvers: ReadonlyMap<object, Resolver>,
    readonly document: DocumentNode,
    readonly operation: OperationDefinitionNode,
  ) {
    for (const each of document.definitions)
      if (each.kind === Kind.FRAGMENT_DEFINITION) this.#fragments[each.name.value] = each;
  }

  write(): CompiledCode | undefined {
    const { operation, selectionSet } = this.operation;
    const type = this.schema.getRootType(operation);
    if (!type || operation === 'subscription') return undefined;
    const fields = collectFields(this.schema, this.#fragments, {}, type, selectionSet);
    // Several would have to wait for each other.
    if (operation === 'mutation' && fields.size > 1) return undefined;
    const root = this.#object(type, fields);
    if (this.#fields > mostFields) return undefined;
    const text = `'use strict';\n${this.#functions.join('\n')}\nreturn ${root};`;
    return {
      text,
      leaves: this.#leaves,
      plans: this.#plans,
      abstractTypes: this.#types,
      schema: this.schema,
      fragments: this.#fragments,
      operation: this.operation,
    };
  }

  #define(name: string, parameters: string, body: string): string {
    const unique = `${name}${this.#functions.length}`;
    this.#functions.push(`function ${unique}(${parameters}) {\n${body}\n}`);
    return unique;
  }

  /** The name of a function that makes an object of the answer. */
  #object(type: GraphQLObjectType, fields: ReadonlyMap<string, readonly FieldNode[]>): string {
    // Whoever asks what an object is may be told that it is not.
    if (type.isTypeOf) this.#fields = Number.POSITIVE_INFINITY;
    const members: string[] = [];
    const later: string[] = [];
    for (const [response, nodes] of fields) {
      if (++this.#fields > mostFields) break;
      const name = nodes[0]!.name.value;
      if (name === '__typename') members.push(`"${response}": "${type.name}"`);
      else {
        const field = type.getFields()[name]!;
        const resolve = this.resolvers.get(field);
        if (resolve !== undefined) {
          members.push(`"${response}": null`);
          later.push(`${this.#resolved(type, field, resolve, response, nodes)}(r, v, x);`);
        } else members.push(`"${response}": ${this.#value(field.type, `v.${name}`, nodes)}`);
      }
    }
    return this.#define(
      'o',
      'v, x',
      `let t;\nconst r = {\n${members.join(',\n')}\n};\n${later.join('\n')}\nreturn r;`,
    );
  }

  /** The name of a function that fills in a field which has a resolver, now or when its promise is kept. */
  #resolved(
    parentType: GraphQLObjectType,
    field: GraphQLField<unknown, unknown>,
    resolve: Resolver,
    response: string,
    nodes: readonly FieldNode[],
  ): string {
    const plan = this.#plans.length;
    const node = nodes[0]!;
    const args = this.#arguments.get(node) ?? planArguments(field, node);
    this.#arguments.set(node, args);
    this.#plans.push({
      parentType,
      field,
      resolve,
      nodes,
      selected: this.#selected(field, nodes),
      ...args,
    });
    const complete = this.#define('c', 'w, x', `let t;\nreturn ${this.#value(field.type, 'w', nodes)};`);
    return this.#define(
      'f',
      'r, v, x',
      `const w = x.resolve(${plan}, v);
if (w !== null && typeof w === 'object' && typeof w.then === 'function')
  x.wait(w, r, "${response}", ${complete});
else r["${response}"] = ${complete}(w, x);`,
    );
  }

  /** An expression for the completed value of `source`, which is looked at once; `t` is there for it. */
  #value(type: GraphQLOutputType, source: string, nodes: readonly FieldNode[]): string {
    const isNonNull = isNonNullType(type);
    const inner = isNonNull ? type.ofType : type;
    const absent = isNonNull ? 'x.misfit()' : 'null';
    const present = `(t = ${source}) == null ? ${absent} : `;
    if (isLeafType(inner)) {
      const other = `x.leaf(${this.#leaf(inner)}, t)`;
      const isItself = selfEvident.get(inner.name);
      return isItself ? `${present}${isItself} ? t : ${other}` : `${present}${other}`;
    }
    if (isListType(inner)) return `${present}${this.#list(inner.ofType, nodes)}(t, x)`;
    return `${present}${this.#composite(inner as GraphQLObjectType, nodes)}(t, x)`;
  }

  #leaf(type: GraphQLLeafType): number {
    const known = this.#leaves.indexOf(type);
    return known === -1 ? this.#leaves.push(type) - 1 : known;
  }

  #list(type: GraphQLOutputType, nodes: readonly FieldNode[]): string {
    const item = this.#define('i', 'w, x', `let t;\nreturn ${this.#value(type, 'w', nodes)};`);
    return this.#define(
      'l',
      'v, x',
      `if (!Array.isArray(v)) return x.misfit();
const r = new Array(v.length);
// Promises first: whichever fails has somebody who waits for it, whatever the others are.
for (let i = 0; i < v.length; i++) {
  const w = v[i];
  if (w === null || typeof w !== 'object' || typeof w.then !== 'function') continue;
  r[i] = x;
  x.wait(w, r, i, ${item});
}
for (let i = 0; i < v.length; i++) if (r[i] !== x) r[i] = ${item}(v[i], x);
return r;`,
    );
  }

  /** An object, or one of those that an abstract type may be. */
  #composite(type: GraphQLObjectType, nodes: readonly FieldNode[]): string {
    const objectOf = (each: GraphQLObjectType) =>
      this.#object(each, collectSubfields(this.schema, this.#fragments, {}, each, nodes as FieldNode[]));
    const check = "if (typeof v !== 'object' || v instanceof Error) return x.misfit();";
    if (!isAbstractType(type)) {
      const object = objectOf(type);
      return this.#define('n', 'v, x', `${check}\nreturn ${object}(v, x);`);
    }
    const index = this.#types.push(type) - 1;
    const cases = this.schema
      .getPossibleTypes(type)
      .map((each) => `case "${each.name}": return ${objectOf(each)}(v, x);`);
    return this.#define(
      'a',
      'v, x',
      `${check}\nswitch (x.typeOf(${index}, v)) {\n${cases.join('\n')}\ndefault: return x.misfit();\n}`,
    );
  }

  /** Names of the fields selected below a field, by type, for resolvers that ask. */
  #selected(field: GraphQLField<unknown, unknown>, nodes: readonly FieldNode[]): FieldPlan['selected'] {
    const type = getNamedType(field.type);
    const types = isObjectType(type)
      ? [type]
      : isAbstractType(type)
        ? this.schema.getPossibleTypes(type)
        : [];
    return new Map(
      types.map((each) => {
        const fields = collectSubfields(this.schema, this.#fragments, {}, each, nodes as FieldNode[]);
        return [each.name, new Set([...fields.values()].map(([node]) => node!.name.value))];
      }),
    );
  }
}

/** Values that are their own serialization, by the rules of the scalars that GraphQL specifies. */
const selfEvident: ReadonlyMap<string, string> = new Map([
  [GraphQLString.name, "typeof t === 'string'"],
  [GraphQLID.name, "typeof t === 'string'"],
  [GraphQLBoolean.name, "typeof t === 'boolean'"],
  [GraphQLInt.name, "typeof t === 'number' && (t | 0) === t"],
]);
