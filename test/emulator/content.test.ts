import { describe, expect, it } from 'vitest';
import { seed } from '../../src/emulator/seed.js';
import { useEmulator } from './client.js';

const client = useEmulator();
const { get, patch } = client;
const list = `/v1/projects/${seed.project.coffee}/content`;
const { content } = seed;

describe('a content item', () => {
  it('of 800x800 says with the documented text that it fits nowhere', async () => {
    const issues = ['800x800 image resolution too low (min 1080px on the short edge)'];
    const { body } = await get(`/v1/content/${content.menuBoard}`);
    expect(body.platformFit).toEqual([
      { platform: 'tiktok', ok: false, issues },
      { platform: 'instagram', ok: false, issues },
    ]);
    expect(body).toMatchObject({ creativeType: 'uploaded', adsEnrollment: 'opted_out', format: null });
    expect(body.preview).toMatchObject({ kind: 'image', aspectRatio: '1:1' });
  });

  it('that was generated has no platformFit', async () => {
    const { body } = await get(`/v1/content/${content.morningRitual}`);
    expect(body).not.toHaveProperty('platformFit');
    expect(body).toMatchObject({
      creativeType: 'generated',
      adsEnrollment: 'auto',
      approvalStatus: 'approved',
    });
    expect(body.influencerId).toBe(seed.influencer.ava);
  });

  it('in the works can be read, with its missing parts null or empty', async () => {
    const { body } = await get(`/v1/content/${content.processing}`);
    expect(body).toMatchObject({ status: 'processing', assets: [], preview: null, completedAt: null });
  });

  it('that failed says why', async () => {
    expect((await get(`/v1/content/${content.failed}`)).body.lastError.code).toBe('SOURCE_UNAVAILABLE');
  });

  it('takes the bare UUID, and is a 404 when unknown', async () => {
    expect((await get(`/v1/content/${content.queued.slice(4)}`)).body.id).toBe(content.queued);
    expect((await get('/v1/content/cnt_00000000-0000-4000-8000-000000000000')).status).toBe(404);
  });

  it('is slim in a list', async () => {
    const row = (await get(`${list}?creativeType=uploaded`)).body.items[0];
    expect(Object.keys(row).sort()).toEqual([
      'adsEnrollment',
      'approvalStatus',
      'caption',
      'completedAt',
      'createdAt',
      'creativeType',
      'format',
      'hook',
      'id',
      'preview',
      'primaryAsset',
      'projectId',
      'status',
    ]);
  });
});

describe('listing content', () => {
  it.each([
    ['status=queued&status=processing', [content.queued, content.processing]],
    ['creativeType=uploaded', [content.seasonalSlides, content.menuBoard, content.launchTeaser]],
    ['format=video-remix', [content.failed, content.pourOver]],
    ['format=video-remix&status=completed', [content.pourOver]],
    ['format=never-heard-of', []],
    ['since=2026-04-18T00:00:00Z', [content.queued, content.processing]],
    ['since=2026-04-17T08:00:00Z&until=2026-04-17T08:10:00.000Z', [content.menuBoard, content.launchTeaser]],
  ])('with %s gives what matches, newest first', async (query, ids) => {
    const { body } = await get(`${list}?${query}`);
    expect(body.items.map((item: { id: string }) => item.id)).toEqual(ids);
  });

  it.each([
    ['since=2026-04-18T00:00:00%2B00:00', 'since'],
    ['until=yesterday', 'until'],
    ['since=2026-04-18', 'since'],
    ['status=lost', 'status'],
    ['creativeType=dreamt', 'creativeType'],
  ])('with %s is a 422', async (query, field) => {
    const answer = await get(`${list}?${query}`);
    expect(answer.status).toBe(422);
    expect(answer.body.error.details.fieldErrors).toHaveProperty(field);
  });
});

describe('correcting a caption', () => {
  it('answers the full item, for uploads', async () => {
    const caption = 'The roast that started it all — now in stores.';
    const { status, body } = await patch(`/v1/content/${content.launchTeaser}`, { caption });
    expect(status).toBe(200);
    expect(body).toMatchObject({ caption, platformFit: [{ ok: true }, { ok: true }] });
    expect((await get(`/v1/content/${content.launchTeaser}`)).body).toEqual(body);
  });

  it('of generated content is a 422', async () => {
    const answer = await patch(`/v1/content/${content.morningRitual}`, { caption: 'x' });
    expect(answer.status).toBe(422);
    expect(answer.body.error.details.issues[0].path).toBe('caption');
  });

  it.each([
    ['2,200 emoji', '☕'.repeat(2200), 200],
    ['2,200 emoji of two code units each', '😀'.repeat(2200), 200],
    ['2,201 characters', 'x'.repeat(2201), 422],
    ['nothing', '', 200],
    ['a number', 7, 422],
    ['undefined', undefined, 422],
  ])('to %s is counted in code points', async (_name, caption, status) => {
    const answer = await patch(`/v1/content/${content.menuBoard}`, { caption });
    expect(answer.status).toBe(status);
    if (status === 422)
      expect(answer.body.error.details.issues).toEqual([{ path: 'caption', message: expect.any(String) }]);
  });
});
