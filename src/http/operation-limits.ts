import { Kind, type SelectionSetNode } from 'graphql';
import type { Document } from './documents.js';

export interface OperationLimits {
  readonly maxTokens: number;
  readonly maxDepth: number;
  readonly maxAliases: number;
}

/** Nesting of selection sets, inline fragments and spreads: far above any `maxDepth`, far below the stack's end. */
const maxNesting = 250;

/** The reason to refuse a parsed operation for its size, or undefined. */
export function oversize(
  { node, fragments }: Document,
  { maxDepth, maxAliases }: OperationLimits,
): string | undefined {
  const measure = createMeasure(fragments);
  for (const definition of node.definitions) {
    // Fragments that nothing uses too: validation walks them all the same.
    if (definition.kind !== Kind.OPERATION_DEFINITION && definition.kind !== Kind.FRAGMENT_DEFINITION)
      continue;
    const { depth, aliases, nesting } = measure(definition.selectionSet);
    if (nesting > maxNesting) return `The operation nests more than ${maxNesting} selections and fragments.`;
    if (depth > maxDepth) return `The operation is ${depth} fields deep; at most ${maxDepth} are allowed.`;
    if (aliases > maxAliases)
      return `The operation has ${aliases} aliases; at most ${maxAliases} are allowed.`;
  }
  return undefined;
}

interface Measure {
  readonly depth: number;
  readonly aliases: number;
  readonly nesting: number;
}

/** Measures selection sets, each fragment once; a cycle counts as nothing here, validation names it. */
function createMeasure(fragments: Document['fragments']): (selectionSet: SelectionSetNode) => Measure {
  const none: Measure = { depth: 0, aliases: 0, nesting: 0 };
  const measured = new Map<string, Measure>();

  function ofFragment(name: string, level: number): Measure {
    const known = measured.get(name);
    if (known) return known;
    const fragment = fragments.get(name);
    if (fragment === undefined) return none;
    measured.set(name, none);
    const measure = ofSelections(fragment.selectionSet, level);
    measured.set(name, measure);
    return measure;
  }

  function ofSelections({ selections }: SelectionSetNode, level: number): Measure {
    let depth = 0;
    let aliases = 0;
    let nesting = 0;
    if (level > maxNesting) return { ...none, nesting: 1 };
    for (const selection of selections) {
      const isField = selection.kind === Kind.FIELD;
      const below =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? ofFragment(selection.name.value, level + 1)
          : selection.selectionSet
            ? ofSelections(selection.selectionSet, level + 1)
            : none;
      depth = Math.max(depth, below.depth + (isField ? 1 : 0));
      aliases += below.aliases + (isField && selection.alias ? 1 : 0);
      nesting = Math.max(nesting, below.nesting + 1);
    }
    return { depth, aliases, nesting };
  }

  return (selectionSet) => ofSelections(selectionSet, 1);
}
