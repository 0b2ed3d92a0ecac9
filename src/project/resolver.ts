import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import { type ContentItem, ContentItemConnection, ContentItemListArgs } from '../content/types.js';
import { jsonSize, knownMember } from '../graph/checks.js';
import type { Connection } from '../graph/connection.js';
import type { Context } from '../graph/context.js';
import { within } from '../graph/deadline.js';
import { Calls } from '../graph/directives.js';
import { complete, completeFound, readKey } from '../graph/entity.js';
import { mutate, refuse } from '../graph/mutation.js';
import { given, toWire } from '../graph/wire.js';
import { type Influencer, InfluencerConnection, InfluencerListArgs } from '../influencer/types.js';
import { CreateProjectInput, CreateProjectPayload } from './inputs.js';
import { Project, ProjectConnection, ProjectListArgs } from './types.js';

const readScope = 'projects:read';
const mostMetadataBytes = 8192;

@Resolver(() => Project)
export class ProjectResolver {
  @Query(() => Project, {
    nullable: true,
    description: 'One project; null when Layers knows none with this id. Scope `projects:read`. One read.',
  })
  @Calls(1, { scope: readScope })
  project(
    @Arg('id', () => ID, { description: "Layers' id, verbatim." }) id: string,
    @Ctx() ctx: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    return complete(ctx.project.records, id, info, { root: true });
  }

  @Query(() => Project, {
    nullable: true,
    description:
      'The project with exactly this handle; null when there is none. Scope `projects:read`. One read, and one more for a field that list rows do not hold.',
  })
  @Calls(1, { scope: readScope })
  projectByCustomerExternalId(
    @Arg('customerExternalId', () => String, { description: 'The handle that you gave it.' })
    customerExternalId: string,
    @Ctx() ctx: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Project | null> {
    return byHandle(customerExternalId, ctx, info, { root: true });
  }

  @Query(() => ProjectConnection, {
    nullable: true,
    description: 'The projects of the organization, newest first. Scope `projects:read`. One read a page.',
  })
  @Calls(1, { scope: readScope, page: true })
  projects(
    @Args(() => ProjectListArgs) args: ProjectListArgs,
    @Ctx() ctx: Context,
  ): Promise<Connection<Project>> {
    return ctx.project.list(args);
  }

  @FieldResolver(() => InfluencerConnection, {
    nullable: true,
    description:
      'Its influencers, newest first; deleted ones are left out. Scope `influencers:write`, which Layers asks for reads too. One read a page.',
  })
  @Calls(1, { scope: 'influencers:write', page: true })
  influencers(
    @Root() project: Project,
    @Args(() => InfluencerListArgs) args: InfluencerListArgs,
    @Ctx() ctx: Context,
  ): Promise<Connection<Influencer> | null> {
    return ctx.influencer.list(project.id, args);
  }

  @FieldResolver(() => ContentItemConnection, {
    nullable: true,
    description: 'Its content items, newest first. Scope `content:read`. One read a page.',
  })
  @Calls(1, { scope: 'content:read', page: true })
  contentItems(
    @Root() project: Project,
    @Args(() => ContentItemListArgs) args: ContentItemListArgs,
    @Ctx() ctx: Context,
  ): Promise<Connection<ContentItem> | null> {
    return ctx.content.list(project.id, args);
  }

  @Mutation(() => CreateProjectPayload, {
    nullable: true,
    description:
      'Creates a project at once. Scope `projects:write`. `CONFLICT` when the handle or the id is taken; `VALIDATION` on an empty name, a time zone that is not IANA, or metadata over 8 KB. Ingestion of sources is separate.',
  })
  @Calls(1, { scope: 'projects:write' })
  createProject(
    @Arg('input', () => CreateProjectInput, { description: 'The new project.' }) input: CreateProjectInput,
    @Ctx() ctx: Context,
  ): Promise<CreateProjectPayload> {
    const { idempotencyKey: _, brandVoice, targetGender, ...fields } = input;
    return mutate<CreateProjectPayload>({
      ctx,
      name: 'createProject',
      input,
      run: async ({ idempotencyKey }) => {
        refuse(
          jsonSize(fields.metadata, mostMetadataBytes, ['metadata']),
          knownMember(brandVoice, ['brandVoice']),
          knownMember(targetGender, ['targetGender']),
        );
        const body = {
          ...given(fields),
          ...(brandVoice != null && { brandVoice: toWire(brandVoice) }),
          ...(targetGender != null && { targetGender: toWire(targetGender) }),
        };
        return { project: await ctx.project.create(body, idempotencyKey) };
      },
      explain: (errors, failure, { freshKey }) => {
        if (failure.code !== 'CONFLICT') return errors;
        const taken = takenField(input, failure.message, failure.details ?? {}, freshKey);
        return taken === undefined ? errors : errors.map((error) => ({ ...error, field: ['input', taken] }));
      },
    });
  }
}

/** What a CONFLICT on create is about (RULES 20.2): with a key that was fresh it can only be a taken handle or id. */
function takenField(
  input: CreateProjectInput,
  message: string,
  details: Readonly<Record<string, unknown>>,
  freshKey: boolean,
): string | undefined {
  if (/customerExternalId/i.test(message + JSON.stringify(details))) return 'customerExternalId';
  if (!freshKey) return undefined;
  return input.customerExternalId != null ? 'customerExternalId' : input.id != null ? 'id' : undefined;
}

function byHandle(handle: string, ctx: Context, info: GraphQLResolveInfo, options?: { root: boolean }) {
  const { records, rowByHandle } = ctx.project;
  const find = () =>
    completeFound(records, { customerExternalId: handle }, () => rowByHandle(handle), info, options);
  // Handles have the name of the field for their place: ids have the field.
  return records.at(info.fieldNodes[0]!.name, handle, () =>
    within(ctx.timeoutMs, find(), () => records.letGo()),
  );
}

/** Resolves `{ __typename: "Project", id }` and `{ __typename: "Project", customerExternalId }`; the id wins. */
export function resolveProjectReference(
  key: { id?: unknown; customerExternalId?: unknown },
  ctx: Context,
  info: GraphQLResolveInfo,
): Project | Promise<Project | null> | null {
  const { id, customerExternalId: handle } = key;
  if (id == null && typeof handle === 'string') return byHandle(handle, ctx, info);
  if (id === null || (id === undefined && handle === null)) return null;
  return complete(ctx.project.records, readKey('Project', id), info);
}
