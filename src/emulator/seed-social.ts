import { bareId } from './id.js';
import { externalOf } from './publishing/external.js';
import { addPost, type ScheduledPostWire } from './publishing/post.js';
import { seed } from './seed-ids.js';
import { seedUrl } from './seed-media.js';
import {
  type AccountHealth,
  addAccount,
  bareAccountId,
  type Lease,
  type SocialAccountWire,
} from './social/social-account.js';
import { planExpiry } from './social/token-expiry.js';
import type { Works } from './world.js';

const day = 24 * 60 * 60 * 1000;

interface AccountSeed extends Partial<SocialAccountWire> {
  socialAccountId: string;
  platform: SocialAccountWire['platform'];
  handle: string;
  projectId: string;
  health: AccountHealth;
  lease?: Lease;
  /** From the start; what has run out is null. */
  tokenLivesDays?: number;
}

const warm: AccountHealth = {
  score: 82,
  tier: 'warm',
  shadowbanSeverity: null,
  recommendation: 'Keep the pace: one or two posts a day.',
};

/** Oldest first: lists go by order of creation. */
const accounts: readonly AccountSeed[] = [
  {
    socialAccountId: seed.socialAccount.otherTiktok,
    platform: 'tiktok',
    handle: 'somebody.else',
    projectId: seed.project.other,
    health: warm,
    connectedAt: '2026-02-02T09:00:00.000Z',
    tokenLivesDays: 60,
  },
  {
    socialAccountId: seed.socialAccount.fitnessInstagram,
    platform: 'instagram',
    handle: 'acme.fitness',
    displayName: 'Acme Fitness',
    projectId: seed.project.fitness,
    health: { ...warm, score: 64, tier: 'warming_up' },
    connectedAt: '2026-04-12T12:00:00.000Z',
    tokenLivesDays: 60,
  },
  {
    socialAccountId: seed.socialAccount.revoked,
    platform: 'instagram',
    handle: 'acmecoffee.2025',
    displayName: 'Acme Coffee (old)',
    projectId: seed.project.coffee,
    health: { ...warm, score: 12, tier: 'cold', recommendation: 'Connect it again, or leave it.' },
    status: 'disconnected',
    connectedAt: '2026-04-10T09:30:00.000Z',
  },
  {
    socialAccountId: seed.socialAccount.lapsed,
    platform: 'tiktok',
    handle: 'acmecoffee.la',
    displayName: 'Acme Coffee LA',
    projectId: seed.project.coffee,
    health: { ...warm, score: 41, tier: 'cold', recommendation: 'Connect it again, then post daily.' },
    status: 'reauth_required',
    connectedAt: '2026-04-11T17:10:00.000Z',
  },
  {
    socialAccountId: seed.socialAccount.acmeInstagram,
    platform: 'instagram',
    handle: 'acme.coffee',
    displayName: 'Acme Coffee',
    projectId: seed.project.coffee,
    health: { ...warm, score: 91, tier: 'hot' },
    connectedAt: '2026-04-18T19:04:10.000Z',
    tokenLivesDays: 60,
  },
  {
    socialAccountId: seed.socialAccount.acmeTiktok,
    platform: 'tiktok',
    handle: 'acmecoffee',
    displayName: 'Acme Coffee',
    projectId: seed.project.coffee,
    health: warm,
    connectedAt: '2026-04-18T19:06:42.000Z',
    tokenLivesDays: 30,
  },
  {
    socialAccountId: seed.socialAccount.leased,
    platform: 'tiktok',
    handle: 'coffee.reviews.daily',
    projectId: seed.project.coffee,
    health: { ...warm, score: 74 },
    leased: true,
    lease: {
      followers: 12_840,
      assignedAt: '2026-04-20T16:12:02.000Z',
      nextRenewalAt: '2026-05-20T16:12:02.000Z',
      monthlyPriceCents: 15_000,
    },
    connectedAt: '2026-04-20T16:12:02.000Z',
  },
];

/** Tokens run out some weeks from now, so that the account is of use whenever it is started. */
export function seedAccounts(works: Works, baseUrl: string): void {
  const nowMs = works.clock.now();
  for (const { projectId, health, lease, tokenLivesDays, ...fields } of accounts) {
    const expires = tokenLivesDays && midnight(nowMs) + tokenLivesDays * day;
    const wire: SocialAccountWire = {
      displayName: null,
      avatarUrl: fields.displayName ? seedUrl(baseUrl, 'logo.png') : null,
      status: 'connected',
      leased: false,
      connectedAt: null,
      tokenExpiresAt: expires ? new Date(expires).toISOString() : null,
      ...fields,
    };
    const account = { projectId: bareId(projectId, 'prj'), health, ...(lease && { lease }), wire };
    planExpiry(works, addAccount(works.world, account));
  }
}

interface PostSeed extends Partial<ScheduledPostWire> {
  id: string;
  containerId: string;
  socialAccountId: string;
  status: ScheduledPostWire['status'];
  scheduledFor: string;
}

function postSeeds(nowMs: number): PostSeed[] {
  const { content, scheduledPost, socialAccount } = seed;
  return [
    {
      id: scheduledPost.fitnessPublished,
      containerId: content.stretch,
      socialAccountId: socialAccount.fitnessInstagram,
      status: 'published',
      scheduledFor: '2026-04-13T16:00:00.000Z',
      createdAt: '2026-04-13T08:00:00.000Z',
      publishedAt: '2026-04-13T16:00:06.000Z',
    },
    {
      id: scheduledPost.failed,
      containerId: content.pourOver,
      socialAccountId: socialAccount.lapsed,
      status: 'failed',
      scheduledFor: '2026-04-17T15:00:00.000Z',
      createdAt: '2026-04-16T12:00:00.000Z',
      lastError: { code: 'CREDENTIAL_INVALID', message: 'The social account has to be connected again.' },
    },
    {
      id: scheduledPost.canceled,
      containerId: content.seasonalSlides,
      socialAccountId: socialAccount.acmeInstagram,
      status: 'canceled',
      scheduledFor: '2026-04-20T17:00:00.000Z',
      createdAt: '2026-04-18T20:00:00.000Z',
      canceledAt: '2026-04-19T10:30:00.000Z',
    },
    {
      id: scheduledPost.inbox,
      containerId: content.pourOver,
      socialAccountId: socialAccount.acmeInstagram,
      mode: 'draft',
      status: 'draft',
      scheduledFor: '2026-04-21T15:00:00.000Z',
      createdAt: '2026-04-19T12:00:00.000Z',
    },
    {
      id: scheduledPost.published,
      containerId: content.morningRitual,
      socialAccountId: socialAccount.acmeTiktok,
      status: 'published',
      scheduledFor: '2026-04-19T14:00:00.000Z',
      createdAt: '2026-04-19T13:55:01.000Z',
      publishedAt: '2026-04-19T14:00:06.000Z',
    },
    {
      id: scheduledPost.queued,
      containerId: content.launchTeaser,
      socialAccountId: socialAccount.acmeTiktok,
      status: 'queued',
      scheduledFor: new Date(midnight(nowMs) + 2 * day + 16 * 60 * 60 * 1000).toISOString(),
      createdAt: '2026-04-21T09:00:00.000Z',
    },
  ];
}

/** What has been, and one that is to come. */
export function seedPosts(works: Works): void {
  for (const fields of postSeeds(works.clock.now())) {
    const account = works.world.socialAccounts.get(bareAccountId(fields.socialAccountId))!;
    const { scheduledFor, createdAt = scheduledFor, publishedAt = null, canceledAt = null } = fields;
    const attemptedAt = ['published', 'failed', 'draft'].includes(fields.status) ? scheduledFor : null;
    const wire: ScheduledPostWire = {
      id: fields.id,
      containerId: fields.containerId,
      socialAccountId: fields.socialAccountId,
      platform: account.wire.platform,
      mode: fields.mode ?? 'publish',
      status: fields.status,
      externalId: null,
      externalUrl: null,
      scheduledFor,
      attemptedAt,
      publishedAt,
      canceledAt,
      lastError: fields.lastError ?? null,
      createdAt,
      updatedAt: publishedAt ?? canceledAt ?? attemptedAt ?? createdAt,
    };
    const posted = wire.status === 'published' ? { ...wire, ...externalOf(wire, account) } : wire;
    addPost(works, account.projectId, posted, Date.parse(scheduledFor));
  }
}

function midnight(nowMs: number): number {
  return nowMs - (nowMs % day);
}
