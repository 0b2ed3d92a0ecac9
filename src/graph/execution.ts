import { compileFunction } from 'node:vm';
import type {
  FieldNode,
  FragmentDefinitionNode,
  GraphQLAbstractType,
  GraphQLField,
  GraphQLFieldResolver,
  GraphQLLeafType,
  GraphQLObjectType,
  GraphQLResolveInfo,
  GraphQLSchema,
  OperationDefinitionNode,
} from 'graphql';
import { getArgumentValues } from 'graphql/execution/values.js';
import type { CompiledOperation } from './compile.js';
import type { Context } from './context.js';

/** A field with a resolver, at one place of an operation. */
export interface FieldPlan {
  readonly parentType: GraphQLObjectType;
  // As graphql-js itself has it: of any context.
  readonly field: GraphQLField<unknown, unknown>;
  readonly resolve: GraphQLFieldResolver<unknown, unknown>;
  readonly nodes: readonly FieldNode[];
  readonly selected: ReadonlyMap<string, ReadonlySet<string>>;
  /** Where no variable has a say in them. */
  readonly args: Record<string, unknown> | undefined;
  /** Names of the arguments that are variables, and of those, where each argument is one or is absent. */
  readonly variables: readonly (readonly [argument: string, variable: string])[] | undefined;
}

export interface CompiledCode {
  /** The body of a function that gives the one which makes the root object. */
  readonly text: string;
  readonly leaves: readonly GraphQLLeafType[];
  readonly plans: readonly FieldPlan[];
  readonly abstractTypes: GraphQLAbstractType[];
  readonly schema: GraphQLSchema;
  readonly fragments: Record<string, FragmentDefinitionNode>;
  readonly operation: OperationDefinitionNode;
}

/** What resolvers are told of their field. `path` is not told: none here asks. */
export interface CompiledInfo extends GraphQLResolveInfo {
  /** Names of the fields selected below, by type; the same for every request of the operation. */
  readonly selected: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Something that graphql-js has to tell. */
class MisfitError extends Error {
  override readonly name = 'MisfitError';
}

/** Makes what the answer has in place of a value. */
type Complete = (value: unknown, run: Run) => unknown;

/** Places of an answer that wait for one promise, to be completed alike. */
interface Waiting {
  readonly complete: Complete;
  readonly targets: Record<string | number, unknown>[];
  readonly keys: (string | number)[];
}

/** One run of compiled code, which calls these. */
class Run {
  readonly #args: (Record<string, unknown> | undefined)[] = [];
  readonly #infos: (CompiledInfo | undefined)[] = [];
  readonly #waits = new Map<PromiseLike<unknown>, Waiting[]>();
  /** Promises that are waited for. */
  #waiting = 0;
  #failed = false;
  #settle: (() => void) | undefined;
  #reject: ((error: Error) => void) | undefined;

  constructor(
    private readonly code: Omit<CompiledCode, 'text'>,
    private readonly ctx: Context,
    private readonly variables: Record<string, unknown>,
  ) {}

  /** What a field's resolver gives. */
  resolve(index: number, parent: unknown): unknown {
    const plan = this.code.plans[index]!;
    let info = this.#infos[index];
    if (info === undefined) {
      info = this.#infoOf(plan);
      this.#infos[index] = info;
      this.#args[index] = plan.args ?? readVariables(plan, this.variables);
    }
    return plan.resolve(parent, this.#args[index]!, this.ctx, info);
  }

  /**
   * Lets `target[key]` wait for a promise. Rows of a page wait for few: what has the same value at the same field of an
   * operation is completed once, and is one object in all of them.
   */
  wait(
    promise: PromiseLike<unknown>,
    target: Waiting['targets'][number],
    key: string | number,
    complete: Complete,
  ): void {
    let waiting = this.#waits.get(promise);
    if (waiting === undefined) {
      waiting = [];
      this.#waits.set(promise, waiting);
      this.#waiting++;
      promise.then(
        (value) => this.#came(promise, value),
        () => this.#fail(),
      );
    }
    let alike = waiting[0];
    if (alike?.complete !== complete) {
      alike = waiting.find((each) => each.complete === complete);
      if (alike === undefined) {
        alike = { complete, targets: [], keys: [] };
        waiting.push(alike);
      }
    }
    alike.targets.push(target);
    alike.keys.push(key);
  }

  #came(promise: PromiseLike<unknown>, value: unknown): void {
    if (this.#failed) return;
    const waiting = this.#waits.get(promise)!;
    // Whoever asks for it from now on waits anew.
    this.#waits.delete(promise);
    try {
      for (const { complete, targets, keys } of waiting) {
        const completed = complete(value, this);
        for (let i = 0; i < targets.length; i++) targets[i]![keys[i]!] = completed;
      }
    } catch {
      this.#fail();
      return;
    }
    if (--this.#waiting === 0) this.#settle?.();
  }

  leaf(index: number, value: unknown): unknown {
    const serialized = this.code.leaves[index]!.serialize(value);
    return serialized == null || Number.isNaN(serialized) ? this.misfit() : serialized;
  }

  typeOf(index: number, value: unknown): unknown {
    const type = this.code.abstractTypes[index]!;
    return type.resolveType?.(value, this.ctx, undefined as never, type);
  }

  misfit(): never {
    throw new MisfitError('It does not fit.');
  }

  /** When nothing is waited for any more. */
  settled(): Promise<void> | undefined {
    if (this.#waiting === 0) return undefined;
    return new Promise((resolve, reject) => {
      this.#settle = resolve;
      this.#reject = reject;
    });
  }

  /** What is waited for is not looked at any more: it is run anew. */
  end(): void {
    this.#failed = true;
  }

  #fail(): void {
    if (this.#failed) return;
    this.end();
    this.#reject?.(new MisfitError('A field has failed.'));
  }

  #infoOf({ field, nodes, parentType, selected }: FieldPlan): CompiledInfo {
    const { schema, fragments, operation } = this.code;
    return {
      fieldName: field.name,
      fieldNodes: nodes,
      returnType: field.type,
      parentType,
      path: undefined as never,
      schema,
      fragments,
      rootValue: undefined,
      operation,
      variableValues: this.variables,
      selected,
    };
  }
}

/** Arguments by the variables of a request; graphql-js reads them where they are more than that. */
function readVariables({ field, nodes, variables: named }: FieldPlan, variables: Record<string, unknown>) {
  const args: Record<string, unknown> = {};
  for (const [argument, variable] of named ?? []) {
    const value = variables[variable];
    // Absent or null may mean the default, or an error.
    if (value == null) return getArgumentValues(field, nodes[0]!, variables);
    args[argument] = value;
  }
  return named ? args : getArgumentValues(field, nodes[0]!, variables);
}

/** What an operation takes, and a letter of its code, with all that the engine makes of it; as measured. */
const bytesPerOperation = 2000;
const bytesPerLetter = 7;
const bytesPerNode = 8;

/** Memory that compiled code takes, about, when all of it has run. */
export function bytesOf({ text, plans }: CompiledCode): number {
  const nodes = plans.reduce((sum, plan) => sum + plan.nodes.length, 0);
  return bytesPerOperation + text.length * bytesPerLetter + nodes * bytesPerNode;
}

/** Makes compiled code ready to run. */
export function createExecution({ text, ...code }: CompiledCode): CompiledOperation {
  // Not `new Function`: the engine has a cache of such code, and keeps some there long after nobody has it.
  const makeRoot = compileFunction(text)() as (root: object, run: Run) => Record<string, unknown>;
  return async (ctx, variables) => {
    const run = new Run(code, ctx, variables);
    let data: Record<string, unknown>;
    try {
      data = makeRoot({}, run);
    } catch (error) {
      run.end();
      throw error;
    }
    await run.settled();
    return data;
  };
}
