import { expect, it } from 'vitest';
import { seed } from '../../src/emulator/seed.js';
import { useEmulator } from './client.js';
import { signersOf, useReceiver } from './receiver.js';

const receiver = useReceiver();
const client = useEmulator();
const { post, send } = client;
const hour = 60 * 60_000;
const { acmeTiktok, fitnessInstagram } = seed.socialAccount;
const events = [
  'content.approved',
  'content.rejected',
  'post.scheduled',
  'post.published',
  'post.failed',
  'post.canceled',
  'social_account.connected',
  'social_account.needs_reauth',
  'social_account.revoked',
];

async function subscribe(projectId?: string): Promise<string> {
  const asked = { url: receiver.url(), events, ...(projectId && { projectId }) };
  const { status, body } = await post('/v1/webhook-endpoints', asked);
  expect(status).toBe(201);
  return body.signingSecret;
}

/** In any order: each is a request of its own. */
const arrivals = (...types: string[]) =>
  expect.poll(() => receiver.received.map(({ body }) => body.type).sort()).toEqual(types.sort());

it('webhooks tell of a post from the approval of its item until it is out', async () => {
  const secret = await subscribe();
  const scheduledFor = new Date(Date.now() + hour).toISOString();
  const roasts = `/v1/content/${seed.content.threeRoasts}`;
  await post(`${roasts}/schedule`, {
    scheduledFor,
    targets: [{ socialAccountId: acmeTiktok, mode: 'publish' }],
  });
  const { body } = await post(`${roasts}/approve`);
  const [scheduledPostId] = body.pendingSchedulePromotion.scheduledPostIds;
  await arrivals('content.approved', 'post.scheduled');
  client.emulator.advance(2 * hour);
  await arrivals('content.approved', 'post.scheduled', 'post.published');
  const published = receiver.received.at(-1)!;
  expect(published.body.data).toEqual({
    scheduledPostId,
    containerId: seed.content.threeRoasts,
    externalId: expect.stringMatching(/^7\d{18}$/),
    externalUrl: expect.stringContaining('tiktok.com/@acmecoffee/video/'),
  });
  expect(signersOf(published, [secret]).by).toEqual([secret]);
});

it('webhooks of one project tell of its accounts and posts, and of no others', async () => {
  await subscribe(seed.project.coffee);
  await send('DELETE', `/v1/social-accounts/${fitnessInstagram}`);
  await send('DELETE', `/v1/social-accounts/${acmeTiktok}`);
  await arrivals('post.canceled', 'social_account.revoked');
  const revoked = receiver.received.find(({ body }) => body.type === 'social_account.revoked');
  expect(revoked!.body.data.socialAccountId).toBe(acmeTiktok);
});
