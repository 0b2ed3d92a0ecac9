import { randomUUID } from 'node:crypto';
import { tell } from '../event-payloads.js';
import { bareId } from '../id.js';
import type { SocialAccountRecord } from '../social/social-account.js';
import type { ContentRecord, Works, World } from '../world.js';
import { planDispatch } from './dispatch.js';

export const postStatuses = ['queued', 'publishing', 'draft', 'published', 'failed', 'canceled'] as const;
export const publishModes = ['publish', 'draft', 'managed'] as const;

export interface ScheduledPostWire {
  id: string;
  containerId: string;
  socialAccountId: string;
  platform: string;
  mode: (typeof publishModes)[number];
  status: (typeof postStatuses)[number];
  externalId: string | null;
  externalUrl: string | null;
  scheduledFor: string;
  attemptedAt: string | null;
  publishedAt: string | null;
  canceledAt: string | null;
  lastError: { code: string; message: string } | null;
  createdAt: string;
  updatedAt: string;
}

export interface ScheduledPostRecord {
  serial: number;
  /** Bare id. */
  projectId: string;
  scheduledForMs: number;
  /** When it leaves the queue. */
  dispatchAtMs: number;
  wire: ScheduledPostWire;
}

/** Where one post is to go; the overrides are checked and then known to the platform alone. */
export interface Target {
  socialAccountId: string;
  mode: ScheduledPostWire['mode'];
  tiktokMusic?: { mode: 'none' | 'auto' | 'manual'; trackId?: string | undefined } | undefined;
  shareReelToFeed?: boolean | undefined;
}

/** A schedule of a pending item, kept until somebody approves it (RULES 15.4). */
export interface Stash {
  scheduledFor: string;
  targets: Target[];
}

export interface NewPosts {
  content: ContentRecord;
  targets: readonly Target[];
  /** Of each target, in the same order. */
  accounts: readonly SocialAccountRecord[];
  scheduledFor: string;
  dispatchAtMs: number;
  nowMs: number;
}

/** One post a target (RULES 16.2). Whoever calls has checked everything. */
export function addPosts(works: Works, posts: NewPosts): ScheduledPostWire[] {
  const { content, targets, accounts, scheduledFor, dispatchAtMs, nowMs } = posts;
  const createdAt = new Date(nowMs).toISOString();
  return targets.map(({ mode }, index) => {
    const { socialAccountId, platform } = accounts[index]!.wire;
    const wire: ScheduledPostWire = {
      id: `sp_${randomUUID()}`,
      containerId: content.wire.id,
      socialAccountId,
      platform,
      mode,
      status: 'queued',
      externalId: null,
      externalUrl: null,
      scheduledFor,
      attemptedAt: null,
      publishedAt: null,
      canceledAt: null,
      lastError: null,
      createdAt,
      updatedAt: createdAt,
    };
    addPost(works, content.projectId, wire, dispatchAtMs);
    tellScheduled(works.world, content.projectId, wire);
    return wire;
  });
}

/** Puts a post into the queue, or where its status says that it is. */
export function addPost(
  works: Works,
  projectId: string,
  wire: ScheduledPostWire,
  dispatchAtMs: number,
): void {
  const { world } = works;
  const scheduledForMs = Date.parse(wire.scheduledFor);
  const record = { serial: world.nextSerial(), projectId, scheduledForMs, dispatchAtMs, wire };
  world.scheduledPosts.set(bareId(wire.id, 'sp'), record);
  if (wire.status === 'queued') planDispatch(works, record);
}

export function tellScheduled(world: World, projectId: string, wire: ScheduledPostWire): void {
  const { id: scheduledPostId, containerId, scheduledFor } = wire;
  tell(world, projectId, 'post.scheduled', { scheduledPostId, containerId, scheduledFor });
}

/** Cancels those that are still queued; the rows stay (RULES 16.5). Returns how many those were. */
export function cancelPosts(world: World, posts: readonly ScheduledPostRecord[], at: string): number {
  const queued = posts.filter(({ wire }) => wire.status === 'queued');
  for (const post of queued) {
    post.wire = { ...post.wire, status: 'canceled', canceledAt: at, updatedAt: at };
    const { id: scheduledPostId, containerId, scheduledFor } = post.wire;
    tell(world, post.projectId, 'post.canceled', { scheduledPostId, containerId, scheduledFor });
  }
  return queued.length;
}
