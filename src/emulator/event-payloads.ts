import type { World } from './world.js';

/** Payloads of the events about content, posts and accounts, by name (RULES 17.4, 17.8). */
export interface EventPayloads {
  'content.approved': { id: string; projectId: string; approvedAt: string };
  'content.rejected': { id: string; projectId: string; rejectedAt: string; reason: string };
  'post.scheduled': { scheduledPostId: string; containerId: string; scheduledFor: string };
  'post.published': {
    scheduledPostId: string;
    containerId: string;
    externalId: string | null;
    externalUrl: string | null;
  };
  'post.failed': {
    scheduledPostId: string;
    containerId: string;
    scheduledFor: string;
    error: { code: string; message: string };
  };
  'post.canceled': { scheduledPostId: string; containerId: string; scheduledFor: string };
  'social_account.connected': AccountPayload;
  'social_account.needs_reauth': AccountPayload;
  'social_account.revoked': AccountPayload;
}

interface AccountPayload {
  socialAccountId: string;
  platform: string;
  displayName: string | null;
  connectedAt: string | null;
}

/** Tells that something of a project (bare id) has changed. */
export function tell<Type extends keyof EventPayloads>(
  world: World,
  projectId: string,
  type: Type,
  data: EventPayloads[Type],
): void {
  const { organizationId } = world.projects.get(projectId)!;
  world.events.emit({ type, organizationId, data: { ...data } });
}
