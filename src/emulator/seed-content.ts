import { measuredSeedFile } from './content/fixture.js';
import { addContent, assetOf, previewOf } from './content/item.js';
import { platformFitOf } from './probe/platform-fit.js';
import { seed } from './seed-ids.js';
import type { ContentWire, ProjectRecord, World } from './world.js';

interface ContentSeed extends Partial<ContentWire> {
  id: string;
  /** Seed files that it consists of, in order. */
  files: readonly string[];
  /** UUIDs of the assets, in the same order. */
  assetIds: readonly string[];
  createdAt: string;
}

const uploaded = {
  creativeType: 'uploaded',
  adsEnrollment: 'opted_out',
  approvalStatus: 'not_required',
  format: null,
} as const;

const coffeeContent: readonly ContentSeed[] = [
  {
    id: seed.content.morningRitual,
    files: ['pour-over.mp4'],
    assetIds: ['4735541c-9eeb-402e-ad85-3830feb98f81'],
    format: 'ugc-remix',
    hook: 'wait for it...\nthis simple habit changed everything about my mornings ☕',
    influencerId: seed.influencer.ava,
    mediaId: seed.media.pourOver,
    caption: 'Thirty days, one cup at a time…',
    approvalStatus: 'approved',
    createdAt: '2026-04-15T13:10:00.000Z',
    completedAt: '2026-04-15T13:14:22.000Z',
  },
  {
    id: seed.content.threeRoasts,
    files: ['slide-1.jpg', 'slide-2.jpg', 'slide-3.jpg'],
    assetIds: [
      'e0f799d9-a077-4100-81f3-4f17b4f72872',
      'b11dc1c9-d7a9-4681-b634-8cbdcc258c33',
      '1b6d12ba-3c70-4c90-8f5a-fc9f1f09d347',
    ],
    format: 'slideshow-builder',
    hook: 'Three roasts, one winner',
    influencerId: seed.influencer.ava,
    caption: 'Which one is yours? 1, 2 or 3',
    firstComment: 'Order ahead in the app.',
    approvalStatus: 'pending',
    createdAt: '2026-04-15T15:00:00.000Z',
    completedAt: '2026-04-15T15:03:40.000Z',
  },
  {
    id: seed.content.pourOver,
    files: ['pour-over.mp4'],
    assetIds: ['60bd88c7-0667-46f3-a5f8-094904353a1b'],
    format: 'video-remix',
    sourceTiktokId: '7361984512390812934',
    caption: 'Slow coffee for fast mornings.',
    createdAt: '2026-04-16T09:30:00.000Z',
    completedAt: '2026-04-16T09:36:05.000Z',
  },
  {
    id: seed.content.failed,
    files: [],
    assetIds: [],
    status: 'failed',
    format: 'video-remix',
    sourceTiktokId: '7359001122334455667',
    lastError: { code: 'SOURCE_UNAVAILABLE', message: 'The source video is no longer available.' },
    createdAt: '2026-04-16T10:00:00.000Z',
  },
  {
    ...uploaded,
    id: seed.content.launchTeaser,
    files: ['launch-teaser.mp4'],
    assetIds: ['cca5b8da-f5c7-4a0a-93c2-131976d3b71f'],
    caption: 'The roast that started it all. ☕',
    createdAt: '2026-04-17T08:00:00.000Z',
    completedAt: '2026-04-17T08:00:00.000Z',
  },
  {
    ...uploaded,
    id: seed.content.menuBoard,
    files: ['menu-800.jpg'],
    assetIds: ['032fb429-a9e4-4ec1-8a3c-b7b2dc5617b1'],
    caption: 'New on the board.',
    createdAt: '2026-04-17T08:10:00.000Z',
    completedAt: '2026-04-17T08:10:00.000Z',
  },
  {
    ...uploaded,
    id: seed.content.seasonalSlides,
    files: ['slide-3.jpg', 'slide-2.jpg'],
    assetIds: ['d9710a66-a993-472e-b9ce-08cb9bd07388', '2797660b-b1ab-4087-90e5-e2b9bc45a0ff'],
    caption: '',
    createdAt: '2026-04-17T08:20:00.000Z',
    completedAt: '2026-04-17T08:20:00.000Z',
  },
  {
    id: seed.content.processing,
    files: [],
    assetIds: [],
    status: 'processing',
    format: 'ugc-remix',
    influencerId: seed.influencer.ava,
    createdAt: '2026-04-18T09:00:00.000Z',
  },
  {
    id: seed.content.queued,
    files: [],
    assetIds: [],
    status: 'queued',
    format: 'slideshow-builder',
    hook: 'The espresso order that tells on you',
    createdAt: '2026-04-18T09:05:00.000Z',
  },
];

const fitnessContent: readonly ContentSeed[] = [
  {
    id: seed.content.stretch,
    files: ['slide-2.jpg', 'slide-1.jpg'],
    assetIds: ['9466c024-c524-44ac-ae75-40a38175851c', '590f069a-69d4-4e74-8a8c-2001bedeb98f'],
    format: 'slideshow-builder',
    hook: 'Zwei Minuten, die jeder hat',
    influencerId: seed.influencer.mia,
    caption: 'Heute schon gestreckt?',
    createdAt: '2026-04-13T07:00:00.000Z',
    completedAt: '2026-04-13T07:04:10.000Z',
  },
];

export interface SeededProjects {
  coffee: ProjectRecord;
  fitness: ProjectRecord;
}

export function seedContent(world: World, baseUrl: string, { coffee, fitness }: SeededProjects): void {
  for (const item of fitnessContent) addContent(world, fitness, wireOf(item, fitness, baseUrl));
  for (const item of coffeeContent) addContent(world, coffee, wireOf(item, coffee, baseUrl));
}

function wireOf(
  { id, files, assetIds, ...fields }: ContentSeed,
  project: ProjectRecord,
  baseUrl: string,
): ContentWire {
  const measured = files.map((file) => measuredSeedFile(file, baseUrl));
  return {
    id,
    projectId: project.wire.id,
    status: 'completed',
    format: null,
    hook: null,
    influencerId: null,
    sourceTiktokId: null,
    mediaId: null,
    caption: null,
    firstComment: null,
    preview: previewOf(measured),
    assets: measured.map((file, index) => ({ ...assetOf(file), assetId: `ast_${assetIds[index]!}` })),
    approvalStatus: 'not_required',
    creativeType: 'generated',
    adsEnrollment: 'auto',
    lastError: null,
    completedAt: null,
    updatedAt: fields.completedAt ?? fields.createdAt,
    ...fields,
    ...(fields.creativeType === 'uploaded' && {
      platformFit: platformFitOf(measured.map(({ facts }) => facts)),
    }),
  };
}
