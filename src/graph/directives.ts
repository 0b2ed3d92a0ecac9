import { DirectiveLocation, GraphQLBoolean, GraphQLDirective, GraphQLInt } from 'graphql';
import { Directive } from 'type-graphql';

type FieldDecorator = (target: object, key: string, descriptor?: PropertyDescriptor) => void;

export interface Upstream {
  /** Of the REST route behind the field (RULES 2); absent where any key will do. */
  readonly scope?: string;
  /** The field is a connection, whose `first` says how many items there are. */
  readonly page?: true;
  /** The field is a plain list of so many items at most. */
  readonly items?: number;
}

/**
 * Says what stands behind a field: upstream calls at most, beside those of the fields below it, as the `@cost` that a
 * router's demand control adds up (one unit is one call of a bucket, RULES 6), and the scope that its route needs.
 */
export function Calls(most: number, { scope, page, items }: Upstream = {}): FieldDecorator {
  const directives = [`@cost(weight: ${most})`];
  if (page)
    directives.push(
      '@listSize(assumedSize: 25, slicingArguments: ["first"], sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false)',
    );
  if (items !== undefined) directives.push(`@listSize(assumedSize: ${items})`);
  if (scope !== undefined) directives.push(requiresScopes([scope]));
  return (target, key, descriptor) => {
    for (const directive of directives) Directive(directive)(target, key, descriptor!);
  };
}

/** Any of these scopes lets a caller see a type: those of all routes that answer with it. */
export function VisibleWith(...scopes: readonly string[]): ClassDecorator {
  return Directive(requiresScopes(scopes)) as ClassDecorator;
}

/** How long this may be kept. */
export function CacheFor(seconds: number): ClassDecorator & FieldDecorator {
  return Directive(`@cacheControl(maxAge: ${seconds})`) as ClassDecorator & FieldDecorator;
}

/** Left out of the contract `public`: for the partner's own back office. */
export function PartnerOnly(): FieldDecorator {
  return Directive('@tag(name: "partner")') as FieldDecorator;
}

/** `*` covers every scope of data (RULES 2.5). */
function requiresScopes(scopes: readonly string[]): string {
  return `@requiresScopes(scopes: [${[...scopes, '*'].map((scope) => `["${scope}"]`).join(', ')}])`;
}

/**
 * Apollo's caching directive, which a subgraph has to define itself; composition leaves it out of the supergraph. Without
 * its `scope`, whose enum would stay behind there: no answer of this graph may be kept for anybody but its caller.
 */
export const cacheControlDirective = new GraphQLDirective({
  name: 'cacheControl',
  description:
    'How long this may be kept, by the caller that asked for it. The least of an answer becomes its header `Cache-Control: max-age=..., private`; an answer with something that has none is `no-store`.',
  locations: [DirectiveLocation.FIELD_DEFINITION, DirectiveLocation.OBJECT],
  args: {
    maxAge: { type: GraphQLInt, description: 'Seconds.' },
    inheritMaxAge: { type: GraphQLBoolean, description: 'As long as what it is a part of.' },
  },
});
