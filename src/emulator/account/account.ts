import { ApiError, notFound } from '../http/api-error.js';
import { bareId } from '../id.js';
import type { World } from '../world.js';

export interface Organization {
  id: string;
  name: string;
  parentId: string | null;
  creditBalance: number;
}

export interface ApiKey {
  id: string;
  secret: string;
  environment: 'live' | 'test';
  organizationId: string;
  ownerEmail: string;
  scopes: readonly string[];
  /** Hosts that a connect flow may return to (RULES 17.1). */
  returnHosts: readonly string[];
  killed: boolean;
}

/** Who is asking, and inside which organization. */
export interface Account {
  key: ApiKey;
  organization: Organization;
}

export interface Directory {
  keys: readonly ApiKey[];
  organizations: readonly Organization[];
}

type Headers = Record<string, string | string[] | undefined>;

/** The account behind the request's headers. Throws 401, 403, 404 or 503 (RULES 1.2-1.8). */
export function readAccount(headers: Headers, directory: Directory): Account {
  const secret = readCredential(headers);
  const key =
    secret === undefined ? undefined : directory.keys.find((candidate) => candidate.secret === secret);
  if (!key) throw new ApiError(401, 'UNAUTHENTICATED', 'API key is missing or invalid.');
  if (key.killed) throw new ApiError(503, 'KILL_SWITCH', 'This API key has been killed.', { scope: 'key' });
  return { key, organization: readOrganization(headers, key, directory) };
}

/** X-Api-Key wins over Bearer, even when it is the wrong one (RULES 1.3). */
function readCredential(headers: Headers): string | undefined {
  const apiKey = headers['x-api-key'];
  if (typeof apiKey === 'string') return apiKey.trim();
  const authorization = headers.authorization;
  return typeof authorization === 'string' ? /^Bearer +(\S+)$/i.exec(authorization)?.[1] : undefined;
}

function readOrganization(headers: Headers, key: ApiKey, directory: Directory): Organization {
  const own = directory.organizations.find((organization) => organization.id === key.organizationId)!;
  const header = headers['x-layers-organization'];
  if (typeof header !== 'string') return own;
  requireScope(key, 'org:admin');
  const wanted = bareId(header.trim(), 'org');
  const target = directory.organizations.find((organization) => bareId(organization.id, 'org') === wanted);
  if (target !== own && target?.parentId !== own.id) throw notFound('Organization');
  return target;
}

/** Deny by default; `*` covers data scopes, and org:admin must be spelled out (RULES 2.5). */
export function requireScope(key: ApiKey, scope: string): void {
  const granted = key.scopes.includes(scope) || (scope !== 'org:admin' && key.scopes.includes('*'));
  if (granted) return;
  throw new ApiError(403, 'FORBIDDEN_SCOPE', `This API key lacks the scope ${scope}.`, { scope });
}

/** The project of a path, if the account may see it. Anything else is the same 404 (RULES 1.7). */
export function readProject(account: Account, world: World, id: string) {
  const project = world.projects.get(bareId(id, 'prj', 'proj'));
  if (!project || project.organizationId !== bareId(account.organization.id, 'org'))
    throw notFound('Project');
  return project;
}
