import type { ApiKey, Directory, Organization } from './account/account.js';
import { seed } from './seed-ids.js';

const scopes = [
  'projects:read',
  'projects:write',
  'influencers:write',
  'content:read',
  'content:write',
  'content:approve',
  'publish:read',
  'publish:write',
  'social:read',
  'social:write',
  'leased:write',
  'jobs:read',
  'jobs:cancel',
];
/** Those of the documented samples, and this machine. */
const returnHosts = ['app.acmecoffee.com', 'app.gicgrowth.com', 'localhost', '127.0.0.1'];
const ownerEmail = 'growth@acmecoffee.com';

/** Organizations of the seeded account; `child` belongs to `acme`, `other` is a stranger. */
export const organizations = {
  acme: {
    id: seed.organization.acme,
    name: 'Acme Growth',
    parentId: null,
    creditBalance: 2540,
  },
  child: {
    id: seed.organization.child,
    name: 'Acme Tea House',
    parentId: seed.organization.acme,
    creditBalance: 300,
  },
  other: {
    id: seed.organization.other,
    name: 'Somebody Else',
    parentId: null,
    creditBalance: 0,
  },
} as const satisfies Record<string, Organization>;

/** Secrets of the seeded keys, the same on every run. They open nothing but an emulator. */
export interface EmulatorKeys {
  /** Every scope that the routes ask for. */
  live: string;
  /** The same in the sandbox. */
  test: string;
  readOnly: string;
  /** Valid, and good for whoami alone. */
  noScopes: string;
  /** Of another organization, with one project. */
  otherOrg: string;
  killed: string;
  /** With org:admin, to act in the child organization. */
  parent: string;
}

export const keys: EmulatorKeys = {
  live: 'lp_live_EmulatorLiveKey1_acme-coffee-acme-coffee-acme-coffee-acme-0A',
  test: 'lp_test_EmulatorTestKey1_acme-coffee-acme-coffee-acme-coffee-acme-0B',
  readOnly: 'lp_live_EmulatorReadKey1_acme-coffee-acme-coffee-acme-coffee-acme-0C',
  noScopes: 'lp_live_EmulatorBareKey1_acme-coffee-acme-coffee-acme-coffee-acme-0D',
  otherOrg: 'lp_live_EmulatorElseKey1_acme-coffee-acme-coffee-acme-coffee-acme-0E',
  killed: 'lp_live_EmulatorDeadKey1_acme-coffee-acme-coffee-acme-coffee-acme-0F',
  parent: 'lp_live_EmulatorBossKey1_acme-coffee-acme-coffee-acme-coffee-acme-0G',
};

const ids: Record<keyof EmulatorKeys, string> = {
  live: 'key_c2037bb9-354d-4662-96b7-97a28ad6b6e1',
  test: 'key_5a1e8c70-2b9d-4f36-8e04-7d1c3b6a9f52',
  readOnly: 'key_91f4d2b8-6c05-4e7a-a3d9-0b8e5f2c7a16',
  noScopes: 'key_3e7a9c15-d04b-48f2-b561-8a2f6d0c4e93',
  otherOrg: 'key_d86b1f40-7e92-4c3d-9a58-1f0b4e6c2d75',
  killed: 'key_0f5c2e97-b3a1-4d68-8c74-6e9d1a3b5f20',
  parent: 'key_7c4d9e13-a85f-4b02-b6e7-2d1f8a0c5e94',
};

function apiKey(name: keyof EmulatorKeys, overrides: Partial<ApiKey> = {}): ApiKey {
  const secret = keys[name];
  const environment = secret.startsWith('lp_test_') ? 'test' : 'live';
  const organizationId = organizations.acme.id;
  return {
    id: ids[name],
    secret,
    environment,
    organizationId,
    ownerEmail,
    scopes,
    returnHosts,
    killed: false,
    ...overrides,
  };
}

export const directory: Directory = {
  organizations: Object.values(organizations),
  keys: [
    apiKey('live'),
    apiKey('test'),
    apiKey('readOnly', { scopes: ['projects:read', 'content:read'] }),
    apiKey('noScopes', { scopes: [] }),
    apiKey('otherOrg', { organizationId: organizations.other.id, ownerEmail: 'owner@example.com' }),
    apiKey('killed', { killed: true }),
    apiKey('parent', { scopes: [...scopes, 'org:admin'] }),
  ],
};
