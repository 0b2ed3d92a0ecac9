import type { GraphQLSchema } from 'graphql';
import { contentShape, olderContentStatuses } from '../content/types.js';
import { influencerShape, olderGenders } from '../influencer/types.js';
import { projectShape } from '../project/types.js';
import type { Context } from './context.js';
import { resolveDirectly } from './direct-resolvers.js';
import { resolveEntities } from './entities.js';
import { completeRows } from './entity.js';
import { writeOnce } from './mutation.js';
import { buildClassSchema, createSdl, printSdl } from './sdl.js';
import { buildSubgraph } from './subgraph.js';
import { openEnums } from './wire.js';

/** The executable subgraph schema: the printed text, with the classes' resolvers and the rules of this graph on it. */
export function createSchema(): GraphQLSchema {
  const classSchema = buildClassSchema();
  const sdl = createSdl(classSchema);
  const schema = buildSubgraph(sdl, classSchema);
  resolveDirectly(schema);
  writeOnce(schema);
  completeRows(schema, [
    { shape: projectShape, records: (ctx: Context) => ctx.project.records },
    { shape: influencerShape, records: (ctx: Context) => ctx.influencer.records },
    { shape: contentShape, records: (ctx: Context) => ctx.content.records },
  ]);
  resolveEntities(schema);
  openEnums(schema, { ...olderGenders, ...olderContentStatuses });
  // The library would print the SDL anew, and lose directives on the way. Only routers ask for it.
  let text: string | undefined;
  schema.getQueryType()!.getFields()._service!.resolve = () => {
    text ??= printSdl(sdl);
    return { sdl: text };
  };
  return schema;
}
