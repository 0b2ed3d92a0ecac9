// type-graphql's decorators need it before any class of the schema loads.
import 'reflect-metadata';
import { getDocumentNodeFromSchema } from '@graphql-tools/utils';
import {
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  lexicographicSortSchema,
  parse,
  print,
  specifiedDirectives,
} from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { ContentResolver, ContentUploadResolver } from '../content/resolver.js';
import { contentShape } from '../content/types.js';
import { UploadContentResolver } from '../content/upload-resolver.js';
import {
  AttachReferenceImagesPayloadResolver,
  InfluencerResolver,
  PersonalityResolver,
  ReferenceImageResolver,
} from '../influencer/resolver.js';
import { influencerShape } from '../influencer/types.js';
import { MediaResolver } from '../media/resolver.js';
import { ProjectResolver } from '../project/resolver.js';
import { projectShape } from '../project/types.js';
import { ViewerResolver } from '../viewer/resolver.js';
import { cacheControlDirective } from './directives.js';
import type { Shape } from './entity.js';
import { mark, without } from './marks.js';

/** The newest version that Apollo's, The Guild's and Cosmo's composers all take. */
const federation = 'https://specs.apollo.dev/federation/v2.9';
const imports = ['@key', '@shareable', '@cost', '@listSize', '@tag'];

/** Of every noun whose list rows are not its records. */
export const entityShapes: readonly Shape[] = [projectShape, influencerShape, contentShape];

/** The schema as the classes say it, resolvers included, without federation's own types. */
export function buildClassSchema(): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers: [
      ProjectResolver,
      InfluencerResolver,
      AttachReferenceImagesPayloadResolver,
      PersonalityResolver,
      ReferenceImageResolver,
      MediaResolver,
      ContentResolver,
      ContentUploadResolver,
      UploadContentResolver,
      ViewerResolver,
    ],
    directives: [...specifiedDirectives, cacheControlDirective],
    validate: false,
    skipCheck: true,
  });
  // No class stands for the roots, so no decorator can describe them.
  schema.getQueryType()!.description =
    'Reads. Not found is null without an error. Any other failure is an error at the nearest nullable field, with ' +
    '`extensions { code retryable retryAfterMs requestId upstreamStatus requiredScopes }`; `code` is one of `UNAUTHENTICATED`, ' +
    '`FORBIDDEN`, `KILL_SWITCH`, `RATE_LIMITED`, `UPSTREAM_TIMEOUT`, `UPSTREAM_UNAVAILABLE`, `UPSTREAM_INVALID_RESPONSE`, ' +
    '`UPSTREAM_ERROR`, `BAD_USER_INPUT`. An operation that does not fit this schema is refused before it runs, with ' +
    '`GRAPHQL_PARSE_FAILED`, `GRAPHQL_VALIDATION_FAILED` or `BAD_USER_INPUT`.\n\n' +
    'What a field costs is its `@cost`, whose unit is one call to Layers; Layers allows each API key so many a minute. An operation ' +
    'that could need more calls than the server allows (`CALL_BUDGET`, 1000 unless configured) is refused before it runs, with ' +
    '`GRAPHQL_VALIDATION_FAILED` and both numbers. A query whose calls do not all fit into what the key has left makes none of ' +
    'them: its fields are `RATE_LIMITED`, with `retryAfterMs`. What an operation did cost is in `extensions { layers { upstreamCalls ' +
    'cacheHits } }` of its answer and in the headers `X-Layers-Upstream-Calls` and `X-Layers-Cache-Hits`. Who is answered by the ' +
    'execution of an equal query that was under way (`X-Layers-Shared: true`) has made no call: the headers are 0, the extensions those of that execution.';
  schema.getMutationType()!.description =
    'Writes. Every failure that concerns the input is data in `userErrors`; `UNAUTHENTICATED`, `FORBIDDEN` and `KILL_SWITCH` are ' +
    'errors. Every mutation is safe to repeat with its `idempotencyKey`.';
  return lexicographicSortSchema(schema);
}

/**
 * The document that serves `schema.graphql`, `_service { sdl }` and codegen alike. `requiresScopes` leaves in the directive
 * of that name, for routers that issue scopes: others act on it too, and would strip every field.
 */
export function createSdl(classSchema: GraphQLSchema, { requiresScopes = false } = {}): DocumentNode {
  const document = mark(getDocumentNodeFromSchema(classSchema), entityShapes);
  const names = requiresScopes ? [...imports, '@requiresScopes'] : imports;
  const link = `extend schema @link(url: "${federation}", import: ${JSON.stringify(names).replaceAll(',', ', ')})`;
  const { definitions } = requiresScopes ? document : without(document, 'requiresScopes');
  return { kind: Kind.DOCUMENT, definitions: [...parse(link).definitions, ...definitions] };
}

/** Its text. */
export function printSdl(sdl: DocumentNode): string {
  return `${print(sdl)}\n`;
}
