import {
  buildASTSchema,
  type DocumentNode,
  type GraphQLSchema,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  Kind,
  parse,
} from 'graphql';

/**
 * Makes the executable schema of a subgraph from its SDL, with the resolvers and scalars of the schema that the SDL was
 * made from, and what federation adds to every subgraph (https://specs.apollo.dev/federation/v2.9): `_entities`, `_service` and
 * the definitions that its `@link` stands for.
 *
 * It is what `buildSubgraphSchema` of `@apollo/subgraph` makes, and a test holds it to that. The library also looks
 * whether the SDL is right, which takes a third of the time that this server has to start, each time with the same result:
 * tests do that too.
 */
export function buildSubgraph(sdl: DocumentNode, classSchema: GraphQLSchema): GraphQLSchema {
  const entities = sdl.definitions.flatMap((node) =>
    node.kind === Kind.OBJECT_TYPE_DEFINITION &&
    node.directives?.some((directive) => directive.name.value === 'key')
      ? [node.name.value]
      : [],
  );
  const federation = parse(`${definitions}\nunion _Entity = ${entities.join(' | ')}`, { noLocation: true });
  const schema = buildASTSchema(
    { kind: Kind.DOCUMENT, definitions: [...sdl.definitions, ...federation.definitions] },
    { assumeValidSDL: true },
  );
  for (const from of Object.values(classSchema.getTypeMap())) {
    const to = schema.getType(from.name);
    if (isObjectType(from) && isObjectType(to)) {
      const fields = to.getFields();
      for (const { name, resolve } of Object.values(from.getFields()))
        if (resolve !== undefined && fields[name] !== undefined) fields[name].resolve = resolve;
    } else if (isScalarType(from) && isScalarType(to) && !isSpecifiedScalarType(to)) {
      const { serialize, parseValue, parseLiteral } = from;
      Object.assign(to, { serialize, parseValue, parseLiteral });
    }
  }
  return schema;
}

const definitions = `
extend type Query {
  _entities(representations: [_Any!]!): [_Entity]!
  _service: _Service!
}

type _Service {
  sdl: String
}

scalar _Any
scalar link__Import
scalar federation__FieldSet
scalar federation__Scope
scalar federation__Policy
scalar federation__ContextFieldValue

enum link__Purpose {
  """
  \`SECURITY\` features provide metadata necessary to securely resolve fields.
  """
  SECURITY
  """
  \`EXECUTION\` features provide metadata necessary for operation execution.
  """
  EXECUTION
}

directive @link(url: String, as: String, for: link__Purpose, import: [link__Import]) repeatable on SCHEMA
directive @key(fields: federation__FieldSet!, resolvable: Boolean = true) repeatable on OBJECT | INTERFACE
directive @tag(name: String!) repeatable on FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ARGUMENT_DEFINITION | SCALAR | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION | SCHEMA
directive @shareable repeatable on OBJECT | FIELD_DEFINITION
directive @cost(weight: Int!) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR
directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION
directive @federation__requires(fields: federation__FieldSet!) on FIELD_DEFINITION
directive @federation__provides(fields: federation__FieldSet!) on FIELD_DEFINITION
directive @federation__external(reason: String) on OBJECT | FIELD_DEFINITION
directive @federation__extends on OBJECT | INTERFACE
directive @federation__inaccessible on FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ARGUMENT_DEFINITION | SCALAR | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION
directive @federation__override(from: String!, label: String) on FIELD_DEFINITION
directive @federation__composeDirective(name: String) repeatable on SCHEMA
directive @federation__interfaceObject on OBJECT
directive @federation__authenticated on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
directive @federation__requiresScopes(scopes: [[federation__Scope!]!]!) on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
directive @federation__policy(policies: [[federation__Policy!]!]!) on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
directive @federation__context(name: String!) repeatable on INTERFACE | OBJECT | UNION
directive @federation__fromContext(field: federation__ContextFieldValue) on ARGUMENT_DEFINITION
`;
