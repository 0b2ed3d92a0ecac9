import { describe, expect, it } from 'vitest';
import { seed } from '../../src/emulator/seed.js';
import { useEmulator } from './client.js';
import { recordEvents } from './events.js';

const client = useEmulator();
const { get, patch, post, send } = client;
const events = recordEvents(client);
const project = `/v1/projects/${seed.project.coffee}`;
const queued = `/v1/scheduled-posts/${seed.scheduledPost.queued}`;

describe('updating a project', () => {
  it('changes what is given and leaves the rest', async () => {
    const before = (await get(project)).body;
    const given = { name: 'Acme Roastery', timezone: 'America/New_York', tagline: 'Slow.' };
    const { status, body } = await patch(project, given);
    expect(status).toBe(200);
    expect(body).toEqual({ ...before, ...given, updatedAt: body.updatedAt });
    expect(body.updatedAt > before.updatedAt).toBe(true);
    expect((await get(project)).body).toEqual(body);
  });

  it('replaces metadata as a whole, and null clears it', async () => {
    expect((await patch(project, { metadata: { a: 1 } })).body.metadata).toEqual({ a: 1 });
    expect((await patch(project, { metadata: null })).body.metadata).toBeNull();
    expect((await patch(project, { tagline: 'x' })).body.tagline).toBe('x');
    expect((await patch(project, { tagline: null })).body.tagline).toBeNull();
  });

  it.each([
    [{}],
    [{ anything: 1 }],
    [{ name: '' }],
    [{ name: null }],
    [{ timezone: 'Mars/Base' }],
    [{ ownerEmail: 'nobody' }],
    [{ status: 'gone' }],
    [{ metadata: { a: 'x'.repeat(8192) } }],
    [{ appName: 'ab' }],
  ])('with %j is a 422', async (body) => {
    const { status, body: refused } = await patch(project, body);
    expect([status, refused.error.code]).toEqual([422, 'VALIDATION']);
  });

  it.each(['id', 'organizationId', 'requiresApproval', 'firstNPostsBlocked', 'brandContext', 'createdAt'])(
    'of the system’s %s is a 400',
    async (field) => {
      const { status, body } = await patch(project, { name: 'x', [field]: null });
      expect([status, body.error.code]).toEqual([400, 'VALIDATION']);
      expect(body.error.details.fieldErrors).toHaveProperty(field);
      expect((await get(project)).body.name).toBe('Acme Coffee');
    },
  );

  it('to a handle that is taken is a 409, and to its own is not', async () => {
    const taken = await patch(project, { customerExternalId: 'acme-prod-987' });
    expect([taken.status, taken.body.error.code]).toEqual([409, 'CONFLICT']);
    expect((await patch(project, { customerExternalId: 'acme-coffee-ios' })).status).toBe(200);
    expect((await patch(project, { customerExternalId: 'acme-tea' })).status).toBe(200);
  });
});

describe('archiving a project', () => {
  it('cancels what is queued, keeps all readable, and may be repeated', async () => {
    const first = await send('DELETE', project);
    expect(first.body).toMatchObject({ id: seed.project.coffee, canceledScheduledPosts: 1 });
    expect((await get(queued)).body).toMatchObject({ status: 'canceled', canceledAt: first.body.archivedAt });
    expect(events.map(({ type }) => type)).toEqual(['post.canceled']);
    expect((await get(project)).body.status).toBe('archived');
    expect((await get(`${project}/content`)).body.items).toHaveLength(9);
    client.emulator.advance(1_000);
    const again = await send('DELETE', project);
    expect(again.body.canceledScheduledPosts).toBe(0);
    expect(again.body.archivedAt > first.body.archivedAt).toBe(true);
  });

  it('is undone by a PATCH, without its posts', async () => {
    await send('DELETE', project);
    expect((await patch(project, { status: 'active' })).body.status).toBe('active');
    expect((await get(queued)).body.status).toBe('canceled');
    const targets = [{ socialAccountId: seed.socialAccount.acmeTiktok, mode: 'publish' }];
    expect((await post(`/v1/content/${seed.content.launchTeaser}/publish`, { targets })).status).toBe(200);
  });

  it('by a PATCH cancels as well, and forgets what was stashed', async () => {
    const targets = [{ socialAccountId: seed.socialAccount.acmeTiktok, mode: 'publish' }];
    const roasts = `/v1/content/${seed.content.threeRoasts}`;
    await post(`${roasts}/schedule`, { scheduledFor: '2099-01-01T00:00:00Z', targets });
    await patch(project, { status: 'archived' });
    expect((await get(queued)).body.status).toBe('canceled');
    expect((await post(`${roasts}/approve`)).body).not.toHaveProperty('pendingSchedulePromotion');
  });

  it.each([
    ['nonsense', 422, 'VALIDATION'],
    ['prj_00000000-0000-4000-8000-000000000000', 404, 'NOT_FOUND'],
    [seed.project.other, 404, 'NOT_FOUND'],
  ])('%s is a %i', async (id, status, code) => {
    const refused = await send('DELETE', `/v1/projects/${id}`);
    expect([refused.status, refused.body.error.code]).toEqual([status, code]);
  });
});
