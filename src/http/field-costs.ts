import {
  type ConstDirectiveNode,
  type GraphQLArgument,
  type GraphQLField,
  valueFromASTUntyped,
} from 'graphql';

/** What the schema's own directives say of a field (see `Calls`). */
export interface FieldCost {
  /** Calls, beside those of the fields below it; of a field outside its noun's row table, the read of the record too. */
  readonly weight: number;
  /** The same of its argument `after`, where that is given. */
  readonly after: number;
  readonly isPage: boolean;
  /** How many things a list has, or a page without `first`; undefined where nobody knows. */
  readonly assumedSize: number | undefined;
}

/** The same of all fields of a schema, each looked at once. */
export class FieldCosts {
  readonly #known = new Map<object, FieldCost>();

  of(field: GraphQLField<unknown, unknown>): FieldCost {
    const known = this.#known.get(field);
    if (known) return known;
    const { slicingArguments, assumedSize } = argumentsOf(field, 'listSize');
    const after = field.args.find(({ name }) => name === 'after');
    const cost = {
      weight: weightOf(field),
      after: after ? weightOf(after) : 0,
      isPage: slicingArguments !== undefined,
      assumedSize: typeof assumedSize === 'number' ? assumedSize : undefined,
    };
    this.#known.set(field, cost);
    return cost;
  }
}

type Marked = GraphQLField<unknown, unknown> | GraphQLArgument;

function weightOf(marked: Marked): number {
  return Number(argumentsOf(marked, 'cost').weight ?? 0);
}

function argumentsOf({ astNode }: Marked, name: string): Record<string, unknown> {
  const isNamed = (each: ConstDirectiveNode) => each.name.value === name;
  const given = astNode?.directives?.find(isNamed)?.arguments ?? [];
  return Object.fromEntries(given.map(({ name, value }) => [name.value, valueFromASTUntyped(value)]));
}
