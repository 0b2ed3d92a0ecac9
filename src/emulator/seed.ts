import { bareId } from './id.js';
import { organizations } from './seed-account.js';
import { seedContent } from './seed-content.js';
import { seed } from './seed-ids.js';
import { seedFile, seedUrl } from './seed-media.js';
import { seedAccounts, seedPosts } from './seed-social.js';
import type {
  InfluencerWire,
  MediaKind,
  ProjectRecord,
  ProjectWire,
  ReferenceImage,
  Works,
  World,
} from './world.js';

export { seed } from './seed-ids.js';

/** Fills an empty world with a small account that could exist. Files are served from `baseUrl`. */
export function seedWorld(works: Works, baseUrl: string): void {
  const { world } = works;
  // Oldest first: lists go by order of creation.
  const other = addProject(world, organizations.other.id, {
    id: seed.project.other,
    name: 'Not Yours',
    timezone: 'UTC',
    createdAt: '2026-02-01T10:00:00.000000+00:00',
  });
  addProject(world, organizations.child.id, {
    id: seed.project.child,
    name: 'Acme Tea House',
    customerExternalId: 'acme-tea',
    timezone: 'Europe/London',
    createdAt: '2026-03-02T08:30:00.000000+00:00',
  });
  const coffee = addProject(world, organizations.acme.id, coffeeProject(baseUrl));
  const fitness = addProject(world, organizations.acme.id, {
    id: seed.project.fitness,
    name: 'Acme Fitness',
    customerExternalId: 'acme-prod-987',
    timezone: 'Europe/Berlin',
    primaryLanguage: 'de',
    createdAt: '2026-04-12T11:20:05.118204+00:00',
  });
  addMedia(world, baseUrl, coffee, 'logo', seed.media.logo, 'logo.png', '2026-04-10T09:20:00.000Z');
  addMedia(
    world,
    baseUrl,
    coffee,
    'reference_image',
    seed.media.ava1,
    'ava-01.jpg',
    '2026-04-10T10:01:00.000Z',
  );
  addMedia(
    world,
    baseUrl,
    coffee,
    'reference_image',
    seed.media.ava2,
    'ava-02.jpg',
    '2026-04-10T10:02:00.000Z',
  );
  addMedia(
    world,
    baseUrl,
    coffee,
    'reference_image',
    seed.media.ben1,
    'ben-01.jpg',
    '2026-04-11T08:45:00.000Z',
  );
  addMedia(
    world,
    baseUrl,
    coffee,
    'reference_image',
    seed.media.barista,
    'barista.jpg',
    '2026-04-14T15:12:00.000Z',
  );
  addMedia(world, baseUrl, coffee, 'video', seed.media.pourOver, 'pour-over.mp4', '2026-04-14T15:20:00.000Z');
  addMedia(world, baseUrl, coffee, 'audio', seed.media.jingle, 'jingle.m4a', '2026-04-14T15:30:00.000Z');
  addMedia(
    world,
    baseUrl,
    fitness,
    'reference_image',
    seed.media.mia1,
    'mia-01.jpg',
    '2026-04-12T11:40:00.000Z',
  );
  addMedia(world, baseUrl, other, 'image', seed.media.other, 'slide-1.jpg', '2026-02-01T10:05:00.000Z');
  addInfluencer(world, coffee, {
    influencerId: seed.influencer.ava,
    name: 'Ava Chen',
    gender: 'female',
    ageRange: '25-34',
    style: 'minimalist streetwear',
    vibe: 'warm and curious',
    personality: { traits: ['curious', 'warm', 'direct'], tone: 'conversational', humor: 'dry' },
    referenceImages: [
      referenceImage(world, seed.media.ava1, '2026-04-10T10:05:10.000Z'),
      referenceImage(world, seed.media.ava2, '2026-04-10T10:05:10.000Z'),
    ],
    status: 'ready',
    createdAt: '2026-04-10T10:00:00.000Z',
    updatedAt: '2026-04-15T09:00:00.000Z',
    imageUrl: seedUrl(baseUrl, 'ava-01.jpg'),
  });
  addInfluencer(world, coffee, {
    influencerId: seed.influencer.ben,
    name: 'Ben Okafor',
    gender: 'male',
    referenceImages: [],
    status: 'training',
    createdAt: '2026-04-11T08:40:00.000Z',
    updatedAt: '2026-04-11T08:41:12.000Z',
  });
  addInfluencer(world, fitness, {
    influencerId: seed.influencer.mia,
    name: 'Mia Sommer',
    gender: 'nonbinary',
    ageRange: '18-24',
    voiceDescription: 'bright, quick, a slight Berlin accent',
    personality: { traits: ['energetic'], tone: 'playful', catchphrases: ['Los geht’s!'] },
    referenceImages: [referenceImage(world, seed.media.mia1, '2026-04-12T11:45:00.000Z')],
    status: 'ready',
    createdAt: '2026-04-12T11:35:00.000Z',
    updatedAt: '2026-04-12T11:45:00.000Z',
  });
  seedContent(world, baseUrl, { coffee, fitness });
  seedAccounts(works, baseUrl);
  seedPosts(works);
}

type ProjectFields = Pick<ProjectWire, 'id' | 'name' | 'timezone' | 'createdAt'> & Partial<ProjectWire>;

function addProject(world: World, organizationId: string, fields: ProjectFields): ProjectRecord {
  const { id, name, ...rest } = fields;
  const wire: ProjectWire = {
    id,
    organizationId,
    name,
    status: 'active',
    customerExternalId: null,
    primaryLanguage: 'en',
    ownerEmail: null,
    brand: null,
    brandContext: null,
    ingestState: { github: null, website: null, appstore: null },
    requiresApproval: false,
    firstNPostsBlocked: 3,
    currentBlockedCount: 0,
    metadata: null,
    updatedAt: fields.createdAt,
    ...rest,
  };
  const record = { serial: world.nextSerial(), organizationId: bareId(organizationId, 'org'), wire };
  world.projects.set(bareId(wire.id, 'prj'), record);
  return record;
}

function coffeeProject(baseUrl: string): ProjectFields {
  return {
    id: seed.project.coffee,
    name: 'Acme Coffee',
    customerExternalId: 'acme-coffee-ios',
    timezone: 'America/Los_Angeles',
    ownerEmail: 'growth@acmecoffee.com',
    brandContext: {
      appName: 'Acme Coffee',
      appDescription: "Pre-order your neighborhood coffee shop's daily brew.",
      tagline: 'Skip the line, keep the ritual.',
      audience: 'Urban professionals, 25–45',
      icp: 'Mobile-first coffee loyalists',
      brandVoice: 'Friendly, unfussy, a little wry',
      keywords: ['coffee', 'order ahead', 'mobile payments'],
      primaryLanguage: 'en',
      logoUrl: seedUrl(baseUrl, 'logo.png'),
    },
    ingestState: {
      github: {
        status: 'completed',
        jobId: 'job_01HXA1NHKJ7Q2V5W8Y3Z6B9C4D',
        completedAt: '2026-04-10T09:19:33Z',
      },
      website: null,
      appstore: { status: 'completed', completedAt: '2026-04-10T09:21:02Z' },
    },
    requiresApproval: true,
    currentBlockedCount: 1,
    metadata: { crmId: 'A-1042', plan: 'growth', regions: ['us-west', 'us-east'] },
    createdAt: '2026-04-10T09:14:22.317045+00:00',
    updatedAt: '2026-04-15T17:01:09.846512+00:00',
  };
}

function addMedia(
  world: World,
  baseUrl: string,
  project: ProjectRecord,
  kind: MediaKind,
  assetId: string,
  file: string,
  createdAt: string,
): void {
  const { contentType, sizeBytes, sha256, thumbnail } = seedFile(file);
  world.media.set(bareId(assetId, 'med'), {
    projectId: bareId(project.wire.id, 'prj'),
    thumbnailUrl: thumbnail && seedUrl(baseUrl, thumbnail),
    wire: {
      mediaId: assetId,
      assetId,
      url: seedUrl(baseUrl, file),
      kind,
      contentType,
      mimeType: contentType,
      sizeBytes,
      byteSize: sizeBytes,
      checksumSha256: sha256,
      filename: file,
      createdAt,
    },
  });
}

function referenceImage(world: World, assetId: string, addedAt: string): ReferenceImage {
  const { wire, thumbnailUrl } = world.media.get(bareId(assetId, 'med'))!;
  return { assetId, url: wire.url, thumbnailUrl, addedAt };
}

function addInfluencer(
  world: World,
  project: ProjectRecord,
  fields: Omit<InfluencerWire, 'projectId'>,
): void {
  const { influencerId, ...rest } = fields;
  const wire = { influencerId, projectId: project.wire.id, ...rest } as InfluencerWire;
  const projectId = bareId(project.wire.id, 'prj');
  world.influencers.set(bareId(wire.influencerId, 'inf'), { serial: world.nextSerial(), projectId, wire });
}
