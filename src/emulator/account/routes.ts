import type { Route } from '../http/route.js';

export const accountRoutes: readonly Route[] = [
  {
    // RULES 1.6, 2.6, 6.6
    method: 'GET',
    path: '/v1/whoami',
    scope: null,
    run({ account: { key, organization }, runtime }) {
      const body = {
        organizationId: organization.id,
        workspaceId: organization.id,
        organizationName: organization.name,
        parentOrganizationId: organization.parentId,
        scopes: [...key.scopes],
        rateLimitTier: runtime.tierName,
        apiKeyId: key.id,
        creditBalance: organization.creditBalance,
      };
      return { status: 200, body };
    },
  },
];
