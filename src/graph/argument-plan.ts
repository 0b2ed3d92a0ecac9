import { type FieldNode, Kind, visit } from 'graphql';
import { getArgumentValues } from 'graphql/execution/values.js';
import type { FieldPlan } from './execution.js';

export type ArgumentPlan = Pick<FieldPlan, 'args' | 'variables'>;

/** How the arguments of a field are had. Resolvers read them and change nothing, so that constants are had once. */
export function planArguments(field: FieldPlan['field'], node: FieldNode): ArgumentPlan {
  const given = node.arguments ?? [];
  const variables = given.flatMap(({ name, value }) =>
    value.kind === Kind.VARIABLE ? [[name.value, value.name.value] as const] : [],
  );
  let usesVariables = false;
  visit(node, {
    SelectionSet: () => false,
    Variable() {
      usesVariables = true;
    },
  });
  if (!usesVariables) {
    try {
      return { args: getArgumentValues(field, node), variables: undefined };
    } catch {
      // Told by graphql-js when it is run.
      return { args: undefined, variables: undefined };
    }
  }
  const isPlain =
    variables.length === given.length &&
    field.args.every(
      ({ name, defaultValue }) =>
        defaultValue === undefined || given.some((each) => each.name.value === name),
    );
  return { args: undefined, variables: isPlain ? variables : undefined };
}
