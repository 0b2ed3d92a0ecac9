import type { GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import { isObjectType } from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import type { Context } from './context.js';

type Method = (...params: unknown[]) => unknown;
type Parameters = { kind: string; index: number; name?: string }[];

/**
 * Calls the methods of resolvers themselves: type-graphql sorts, copies and checks their parameters anew for each call, which takes
 * longer than what most of them do. graphql-js has checked arguments already; inputs come as plain objects instead of
 * their classes, whose fields are all that they have.
 */
export function resolveDirectly(schema: GraphQLSchema): void {
  const { queries, mutations, fieldResolvers } = getMetadataStorage();
  const instances = new Map<unknown, Record<string, Method>>();
  const roots = [
    ...queries.map((each) => ({ ...each, type: schema.getQueryType() })),
    ...mutations.map((each) => ({ ...each, type: schema.getMutationType() })),
  ];
  const others = fieldResolvers
    .filter(({ kind }) => kind === 'external')
    .map((each) => ({ ...each, type: schema.getType(typenameOf(each.getObjectType?.()) ?? '') }));
  for (const { target, methodName, params = [], type, schemaName } of [...roots, ...others]) {
    const field = isObjectType(type) ? type.getFields()[schemaName] : undefined;
    if (field === undefined) continue;
    let instance = instances.get(target);
    if (instance === undefined) {
      instance = new (target as new () => Record<string, Method>)();
      instances.set(target, instance);
    }
    const method = instance[methodName]!.bind(instance);
    field.resolve = ordered(method, params as Parameters);
  }
}

function typenameOf(target: unknown): string | undefined {
  return getMetadataStorage().objectTypes.find((each) => each.target === target)?.name;
}

/** Gives a method its parameters in its own order. */
function ordered(method: Method, params: Parameters): GraphQLFieldResolver<unknown, Context> {
  const inOrder = [...params].sort((a, b) => a.index - b.index);
  const kinds = inOrder.map(({ kind }) => kind).join();
  // Of what each row of a page has. None of them throws.
  if (kinds === 'root') return (root) => method(root);
  if (kinds === 'root,context') return (root, _args, ctx) => method(root, ctx);
  if (kinds === 'root,context,info') return (root, _args, ctx, info) => method(root, ctx, info);
  const readers = inOrder.map(readerOf);
  return (...given) => {
    try {
      return method(...readers.map((read) => read(...given)));
    } catch (error) {
      return Promise.reject(error);
    }
  };
}

function readerOf({ kind, name }: Parameters[number]): GraphQLFieldResolver<unknown, Context> {
  switch (kind) {
    case 'root':
      return (root) => root;
    case 'args':
      return (_root, args) => args;
    case 'arg':
      return (_root, args) => args[name!];
    case 'context':
      return (_root, _args, ctx) => ctx;
    case 'info':
      return (_root, _args, _ctx, info) => info;
    default:
      throw new Error(`No resolver here takes ${kind}.`);
  }
}
