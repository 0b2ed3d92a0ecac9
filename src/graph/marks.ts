import {
  type ConstDirectiveNode,
  type ConstValueNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  type NamedTypeNode,
  type NameNode,
  type ObjectTypeDefinitionNode,
  type TypeDefinitionNode,
  type TypeNode,
  visit,
} from 'graphql';
import type { Shape } from './entity.js';

/** Puts those directives on the SDL that follow from what is there already, so that no class has to repeat them. */
export function mark(document: DocumentNode, shapes: readonly Shape[]): DocumentNode {
  const forAll = reachable(document, (field) => !find(field, 'tag'));
  const inReads = reachable(document, () => true);
  const rows = new Map(shapes.map(({ typename, row }) => [typename, row]));
  return mapTypes(document, (node) => {
    const type = node.kind === Kind.OBJECT_TYPE_DEFINITION ? costPages(node) : node;
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION || isRoot(type)) return tagged(type, forAll);
    const row = rows.get(type.name.value);
    // A reference to an entity costs a read, whichever subgraph it comes from; what a list or a write holds costs none.
    const held = costHeld(type, rows);
    const costed = add(row ? costRecords(held, row) : held, costOf(row ? 1 : 0));
    // What is only a part of an answer is kept as long as the answer.
    const isPart = inReads.has(type.name.value) && !find(type, 'cacheControl');
    return tagged(
      isPart
        ? add(costed, directive('cacheControl', 'inheritMaxAge', { kind: Kind.BOOLEAN, value: true }))
        : costed,
      forAll,
    );
  });
}

/** The document without one directive, for those who would stumble over it. */
export function without(document: DocumentNode, name: string): DocumentNode {
  return visit(document, { Directive: (node) => (node.name.value === name ? null : undefined) });
}

/**
 * Contracts: `public` is what everybody may read; `partner` are the writes, and what is for a back office alone.
 * A type is tagged as a whole; one that is not for one contract alone has its fields tagged instead, because a tag on the
 * type would let all of them into the contract.
 */
function tagged(type: TypeDefinitionNode, forAll: ReadonlySet<string>): TypeDefinitionNode {
  const own = type.name.value === 'Mutation' || !forAll.has(type.name.value) ? 'partner' : 'public';
  const tag = directive('tag', 'name', { kind: Kind.STRING, value: own });
  if (!('fields' in type) || !(isRoot(type) || type.fields?.some((field) => find(field, 'tag'))))
    return add(type, tag);
  const fields = type.fields?.map((field) => {
    if (find(field, 'tag')) return field;
    // Of a field, the tag says nothing of its arguments.
    const args = 'arguments' in field && { arguments: field.arguments?.map((each) => add(each, tag)) };
    return add({ ...field, ...args }, tag);
  });
  return { ...type, fields } as TypeDefinitionNode;
}

/** To go on from the middle of a page of Layers takes two calls. */
function costPages(type: ObjectTypeDefinitionNode): ObjectTypeDefinitionNode {
  return mapFields(type, (field) => {
    if (!find(field, 'listSize') || !field.arguments) return field;
    const costed = field.arguments.map((each) => (each.name.value === 'after' ? add(each, costOf(1)) : each));
    return { ...field, arguments: costed };
  });
}

/** A field that no call stands behind holds its entity already. */
function costHeld(
  type: ObjectTypeDefinitionNode,
  entities: ReadonlyMap<string, unknown>,
): ObjectTypeDefinitionNode {
  return mapFields(type, (field) => {
    const isHeld = entities.has(nameOf(field.type)) && !find(field, 'cost');
    return isHeld ? add(field, costOf(0)) : field;
  });
}

function mapFields(
  type: ObjectTypeDefinitionNode,
  map: (field: FieldDefinitionNode) => FieldDefinitionNode,
): ObjectTypeDefinitionNode {
  return { ...type, fields: (type.fields ?? []).map(map) };
}

/** A field outside the row table costs the read of a record, besides what stands behind it. */
function costRecords(type: ObjectTypeDefinitionNode, row: ReadonlySet<string>): ObjectTypeDefinitionNode {
  return mapFields(type, (field) => {
    if (row.has(field.name.value)) return field;
    const weight = find(field, 'cost')?.arguments?.[0]?.value;
    const calls = 1 + (weight?.kind === Kind.INT ? Number(weight.value) : 0);
    const others = field.directives?.filter(({ name }) => name.value !== 'cost') ?? [];
    return add({ ...field, directives: others }, costOf(calls));
  });
}

/** Names of the types that a reader comes by through such fields. */
function reachable(document: DocumentNode, through: (field: Marked) => boolean): ReadonlySet<string> {
  const types = new Map<string, TypeDefinitionNode>();
  mapTypes(document, (type) => {
    types.set(type.name.value, type);
    return type;
  });
  const seen = new Set<string>();
  const pending = ['Query'];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    const type = types.get(name);
    if (type === undefined || seen.has(name)) continue;
    seen.add(name);
    for (const field of 'fields' in type ? (type.fields ?? []) : [])
      if (through(field))
        visit(field, { NamedType: (node: NamedTypeNode) => void pending.push(node.name.value) });
  }
  return seen;
}

function mapTypes(
  document: DocumentNode,
  map: (type: TypeDefinitionNode) => TypeDefinitionNode,
): DocumentNode {
  const isType = (node: { readonly kind: string }): node is TypeDefinitionNode =>
    node.kind.endsWith('TypeDefinition');
  return { ...document, definitions: document.definitions.map((node) => (isType(node) ? map(node) : node)) };
}

function isRoot({ name }: TypeDefinitionNode): boolean {
  return name.value === 'Query' || name.value === 'Mutation';
}

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}

interface Marked {
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
}

function find({ directives }: Marked, name: string): ConstDirectiveNode | undefined {
  return directives?.find((directive) => directive.name.value === name);
}

function add<T extends Marked>(node: T, directive: ConstDirectiveNode): T {
  return { ...node, directives: [...(node.directives ?? []), directive] };
}

const costOf = (calls: number) => directive('cost', 'weight', { kind: Kind.INT, value: String(calls) });

/** Made here and not parsed: there are hundreds of them at each start. */
function directive(name: string, argument: string, value: ConstValueNode): ConstDirectiveNode {
  const nameNode = (text: string): NameNode => ({ kind: Kind.NAME, value: text });
  return {
    kind: Kind.DIRECTIVE,
    name: nameNode(name),
    arguments: [{ kind: Kind.ARGUMENT, name: nameNode(argument), value }],
  };
}
