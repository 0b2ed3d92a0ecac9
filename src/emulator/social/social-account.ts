import { readProject } from '../account/account.js';
import { notFound } from '../http/api-error.js';
import type { Call } from '../http/route.js';
import { bareId } from '../id.js';
import type { World } from '../world.js';

export const platforms = ['tiktok', 'instagram'] as const;
export type Platform = (typeof platforms)[number];

export const accountStatuses = ['connected', 'reauth_required', 'disconnected'] as const;

/** Connected and leased accounts have one shape (RULES 17.2). */
export interface SocialAccountWire {
  socialAccountId: string;
  platform: Platform;
  handle: string;
  displayName: string | null;
  avatarUrl: string | null;
  status: (typeof accountStatuses)[number];
  leased: boolean;
  connectedAt: string | null;
  tokenExpiresAt: string | null;
}

export interface AccountHealth {
  /** 0 to 100. */
  score: number;
  tier: 'shadowbanned' | 'new' | 'cold' | 'warming_up' | 'warm' | 'hot';
  shadowbanSeverity: string | null;
  recommendation: string;
}

export interface Lease {
  followers: number;
  assignedAt: string;
  nextRenewalAt: string | null;
  monthlyPriceCents: number;
}

export interface SocialAccountRecord {
  serial: number;
  /** Bare id. */
  projectId: string;
  health: AccountHealth;
  lease?: Lease;
  wire: SocialAccountWire;
}

export function bareAccountId(id: string): string {
  return bareId(id, 'sa', 'sac');
}

export function addAccount(world: World, account: Omit<SocialAccountRecord, 'serial'>): SocialAccountRecord {
  const record = { serial: world.nextSerial(), ...account };
  world.socialAccounts.set(bareAccountId(record.wire.socialAccountId), record);
  return record;
}

/** The account of the path. Anything of another organization is the same 404 (RULES 1.7). */
export function readAccountOfPath({ account, world, params }: Call): SocialAccountRecord {
  const found = world.socialAccounts.get(bareAccountId(params.socialAccountId!));
  const project = found && world.projects.get(found.projectId);
  if (project?.organizationId !== bareId(account.organization.id, 'org')) throw notFound('Social account');
  return found!;
}

/** Every account of the project of the path, and its bare id. */
export function readAccountsOfProject({ account, world, params }: Call) {
  const project = readProject(account, world, params.projectId!);
  const projectId = bareId(project.wire.id, 'prj', 'proj');
  const accounts = [...world.socialAccounts.values()].filter((each) => each.projectId === projectId);
  return { project, projectId, accounts };
}

export function payloadOf({ wire }: SocialAccountRecord) {
  const { socialAccountId, platform, displayName, connectedAt } = wire;
  return { socialAccountId, platform, displayName, connectedAt };
}
