import { z } from 'zod';
import { notFound } from '../http/api-error.js';
import type { Call } from '../http/route.js';
import { bareId, isWellFormedId } from '../id.js';
import type { InfluencerRecord, InfluencerWire, MediaRecord, ReferenceImage, World } from '../world.js';

const text = (max: number) => z.string().max(max).nullable().optional();
const texts = z.array(z.string()).nullable().optional();
const words = z.string().nullable().optional();

/** Merged key by key; keys that are not named here are kept as they come (RULES 9.3). */
const personality = z.looseObject({
  traits: texts,
  tone: words,
  humor: words,
  formality: words,
  values: texts,
  interests: texts,
  speakingStyle: words,
  catchphrases: texts,
});

export const name = z.string().min(1).max(128);

/** What an influencer is, but for its name (RULES 9.2). */
export const identityFields = {
  gender: z.enum(['male', 'female', 'nonbinary', 'unspecified']).nullable().optional(),
  ageRange: text(16),
  ethnicity: text(128),
  bodyType: text(128),
  hairColor: text(64),
  hairStyle: text(128),
  style: text(256),
  vibe: text(256),
  voiceDescription: text(1024),
  personality: personality.optional(),
};

/** Fields as they are sent: omitted ones stay, null clears. */
export interface IdentityChanges {
  [field: string]: unknown;
  personality?: Record<string, unknown> | undefined;
}

/** What is not set is left out of the record (seed 001), and personality is merged key by key (RULES 9.3). */
export function withChanges(
  wire: InfluencerWire,
  { personality: merged, ...fields }: IdentityChanges,
): InfluencerWire {
  const changed = withoutUnset({ ...wire, ...fields }) as InfluencerWire;
  if (merged) changed.personality = withoutUnset({ ...wire.personality, ...merged });
  return changed;
}

function withoutUnset(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
  );
}

const assetPrefixes = ['asset', 'med', 'ast'] as const;

/** Of an asset of the media library (RULES 9.10). */
export const assetId = z.string().refine((id) => isWellFormedId(id, ...assetPrefixes), 'Invalid uuid');

/** Ids of other projects, unknown ones and assets that are no image vanish silently (RULES 9.8). */
export function readImages(
  world: World,
  projectId: string,
  assetIds: readonly string[],
  addedAt: string,
): ReferenceImage[] {
  const isImage = (asset: MediaRecord | undefined): asset is MediaRecord =>
    asset?.projectId === projectId && asset.wire.mimeType.startsWith('image/');
  return assetIds
    .map((id) => world.media.get(bareId(id, ...assetPrefixes)))
    .filter(isImage)
    .map(({ wire, thumbnailUrl }) => ({ assetId: wire.assetId, url: wire.url, thumbnailUrl, addedAt }));
}

/** The influencer of a path; a deleted one is a 404 on every route (RULES 9.13). */
export function readInfluencer({ account, world, params }: Call): InfluencerRecord {
  const influencer = world.influencers.get(bareId(params.influencerId!, 'inf'));
  const project = influencer && world.projects.get(influencer.projectId);
  if (influencer?.deleted || project?.organizationId !== bareId(account.organization.id, 'org')) {
    throw notFound('Influencer');
  }
  return influencer!;
}
