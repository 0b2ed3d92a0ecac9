import type { GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import { isObjectType } from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import type { Context } from './context.js';

type Method = (...params: unknown[]) => unknown;

/**
 * Calls the methods of field resolvers that take no arguments themselves: type-graphql sorts and reads their parameters
 * anew for each row of a page, which takes longer than what they do.
 */
export function resolveDirectly(schema: GraphQLSchema): void {
  const { fieldResolvers } = getMetadataStorage();
  const instances = new Map<unknown, Record<string, Method>>();
  for (const { target, methodName, params = [], kind, getObjectType, schemaName } of fieldResolvers) {
    const kinds = [...params].sort((a, b) => a.index - b.index).map((param) => param.kind);
    const isPlain = params.every((param) => !('propertyName' in param) || param.propertyName === undefined);
    if (kind !== 'external' || !isPlain || !kinds.every((each) => /^(?:root|context|info)$/.test(each)))
      continue;
    const typename = typenameOf(getObjectType?.());
    const type = typename === undefined ? undefined : schema.getType(typename);
    const field = isObjectType(type) ? type.getFields()[schemaName] : undefined;
    if (field === undefined) continue;
    let instance = instances.get(target);
    if (instance === undefined) {
      instance = new (target as new () => Record<string, Method>)();
      instances.set(target, instance);
    }
    const method = instance[methodName]!.bind(instance);
    field.resolve = ordered(method, kinds);
  }
}

function typenameOf(target: unknown): string | undefined {
  return getMetadataStorage().objectTypes.find((each) => each.target === target)?.name;
}

/** The parameters that the methods of this graph have, in their orders. */
function ordered(method: Method, kinds: readonly string[]): GraphQLFieldResolver<unknown, Context> {
  switch (kinds.join()) {
    case 'root':
      return (root) => method(root);
    case 'root,context':
      return (root, _args, ctx) => method(root, ctx);
    case 'root,context,info':
      return (root, _args, ctx, info) => method(root, ctx, info);
    default:
      throw new Error(`No field resolver takes ${kinds.join()}.`);
  }
}
