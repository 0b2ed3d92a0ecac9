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
  /** Whether any that was asked for so far does. */
  dependOnVariables = false;
  readonly #defaults: Variables;
  #variables: Record<string, unknown> = {};

  constructor({ variableDefinitions = [] }: OperationDefinitionNode) {
    this.#defaults = Object.fromEntries(
      variableDefinitions.flatMap(({ variable, defaultValue }) =>
        defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : [],
      ),
    );
  }

  begin(variables: Variables): void {
    // Without a prototype: a variable may be called `constructor`.
    this.#variables = Object.assign(Object.create(null), this.#defaults, variables);
  }

  of(node: FieldNode, name: string): unknown {
    const value = node.arguments?.find((each) => each.name.value === name)?.value;
    if (value === undefined) return undefined;
    if (hasVariable(value)) this.dependOnVariables = true;
    return valueFromASTUntyped(value, this.#variables);
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
