import { type DocumentNode, type FragmentDefinitionNode, Kind, parse, type SelectionSetNode } from 'graphql';
import { LRUCache } from 'lru-cache';

export interface OperationLimits {
  readonly maxTokens: number;
  readonly maxDepth: number;
  readonly maxAliases: number;
}

/** Nesting of selection sets, inline fragments and spreads: far above any `maxDepth`, far below the stack's end. */
const maxNesting = 250;

/**
 * Makes the check of an operation's size: gives the reason to refuse it, or undefined. Runs before the GraphQL server,
 * whose own parser and rules recurse; a text that has passed is remembered, so that it is looked at once.
 */
export function createOperationLimits(limits: OperationLimits): (query: string) => string | undefined {
  const passed = new LRUCache<string, true>({
    maxSize: 16 * 2 ** 20,
    sizeCalculation: (_true, query) => query.length + 1,
  });
  return (query) => {
    if (passed.has(query)) return undefined;
    const reason = refusal(query, limits);
    if (reason === undefined) passed.set(query, true);
    return reason;
  };
}

function refusal(query: string, { maxTokens, maxDepth, maxAliases }: OperationLimits): string | undefined {
  let document: DocumentNode;
  try {
    document = parse(query, { maxTokens, noLocation: true });
  } catch (error) {
    if (error instanceof RangeError) return 'The operation is nested too deeply.';
    const isTokens = error instanceof Error && error.message.includes(`${maxTokens} tokens`);
    // Any other syntax error is for the GraphQL server to tell, in its words.
    return isTokens ? `The operation has more than ${maxTokens} tokens.` : undefined;
  }
  const measure = createMeasure(document);
  for (const definition of document.definitions) {
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
function createMeasure(document: DocumentNode): (selectionSet: SelectionSetNode) => Measure {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
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
