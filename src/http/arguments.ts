import {
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  type ValueNode,
  valueFromASTUntyped,
} from 'graphql';

/** As they come with a request, not checked yet. */
export type Variables = Readonly<Record<string, unknown>>;

/** What the arguments of one operation's fields are in the request that is being looked at. */
export class Arguments {
  #request = 0;
  /** Goes up with each look at a variable, or at something that depends on one. */
  #looks = 0;
  readonly #defaults: Variables;
  #variables: Record<string, unknown> = {};

  constructor({ variableDefinitions = [] }: OperationDefinitionNode) {
    this.#defaults = Object.fromEntries(
      variableDefinitions.flatMap(({ variable, defaultValue }) =>
        defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : [],
      ),
    );
  }

  /** Whether any variable has had a say. */
  get areUsed(): boolean {
    return this.#looks > 0;
  }

  /** Of the next request. */
  begin(variables: Variables): void {
    this.#request++;
    // Without a prototype: a variable may be called `constructor`.
    this.#variables = Object.assign(Object.create(null), this.#defaults, variables);
  }

  of(node: FieldNode, name: string): unknown {
    const value = node.arguments?.find((each) => each.name.value === name)?.value;
    if (value === undefined) return undefined;
    if (hasVariable(value)) this.#looks++;
    return valueFromASTUntyped(value, this.#variables);
  }

  /**
   * Makes what finds something once for each request, and once for all where no variable has a say. What leads back to
   * itself, which validation names, is `nothing` there.
   */
  once<T>(nothing: T, find: () => T): () => T {
    let foundIn = 0;
    let isFixed = false;
    let found = nothing;
    return () => {
      if (isFixed) return found;
      if (foundIn === this.#request) {
        this.#looks++;
        return found;
      }
      foundIn = this.#request;
      const before = this.#looks;
      found = nothing;
      found = find();
      isFixed = this.#looks === before;
      return found;
    };
  }
}

/** Those of an `_entities` field. */
export function representationsOf(node: FieldNode, values: Arguments): readonly unknown[] {
  const given = values.of(node, 'representations');
  return Array.isArray(given) ? given : [given];
}

/** By type: the distinct ids, and of those without one the names of their properties, by their text. */
export function distinctOf(representations: readonly unknown[]) {
  const byType = new Map<unknown, { ids: Set<string>; others: Map<string, readonly string[]> }>();
  for (const representation of representations) {
    if (typeof representation !== 'object' || representation === null) continue;
    const { __typename, id } = representation as Record<string, unknown>;
    const asked = byType.get(__typename) ?? { ids: new Set(), others: new Map() };
    byType.set(__typename, asked);
    if (typeof id === 'string' || typeof id === 'number') asked.ids.add(String(id));
    else if (id == null) {
      const keys = Object.entries(representation).filter(([, value]) => typeof value === 'string');
      asked.others.set(
        JSON.stringify(keys),
        keys.map(([name]) => name),
      );
    }
  }
  return byType;
}

function hasVariable(value: ValueNode): boolean {
  if (value.kind === Kind.VARIABLE) return true;
  if (value.kind === Kind.LIST) return value.values.some(hasVariable);
  return value.kind === Kind.OBJECT && value.fields.some((field) => hasVariable(field.value));
}
