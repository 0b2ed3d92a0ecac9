import { describe, expect, it } from 'vitest';
import { seed } from '../../src/emulator/seed.js';
import { useEmulator } from './client.js';

const { get, post } = useEmulator();
const content = `/v1/projects/${seed.project.coffee}/content`;
const influencers = `/v1/projects/${seed.project.coffee}/influencers`;

async function walk(path: string): Promise<{ ids: string[]; pages: number }> {
  const ids: string[] = [];
  let cursor: string | null = '';
  let pages = 0;
  while (cursor !== null) {
    const { body } = await get(`${path}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
    ids.push(
      ...body.items.map((item: { id?: string; influencerId?: string }) => item.id ?? item.influencerId),
    );
    cursor = body.nextCursor;
    pages++;
  }
  return { ids, pages };
}

describe('walking a list', () => {
  it.each([
    [1, 9],
    [2, 5],
    [3, 3],
    [8, 2],
    [9, 1],
    [200, 1],
  ])('by pages of %i gives every item once in %i pages', async (limit, pages) => {
    const whole = await walk(`${content}?limit=200`);
    expect(await walk(`${content}?limit=${limit}`)).toEqual({ ids: whole.ids, pages });
  });

  it('is not disturbed by items that are added meanwhile', async () => {
    const before = await walk('/v1/projects?limit=200');
    const first = (await get('/v1/projects?limit=1')).body;
    await post('/v1/projects', { name: 'Newer', timezone: 'UTC' });
    const second = (await get(`/v1/projects?limit=1&cursor=${first.nextCursor}`)).body;
    expect([first.items[0].id, second.items[0].id]).toEqual(before.ids);
    expect(second.nextCursor).toBeNull();
  });

  it('of 25 rows by default ends in a cursor when there are more', async () => {
    for (let index = 0; index < 25; index++)
      await post('/v1/projects', { name: `P${index}`, timezone: 'UTC' });
    const { body } = await get('/v1/projects');
    expect(body.items).toHaveLength(25);
    expect(body.items[0].name).toBe('P24');
    expect((await get(`/v1/projects?cursor=${body.nextCursor}`)).body.items).toHaveLength(2);
  });

  it('may change its page size on the way', async () => {
    const first = (await get(`${content}?limit=2`)).body;
    const rest = (await get(`${content}?limit=200&cursor=${first.nextCursor}`)).body;
    expect(rest.items).toHaveLength(7);
  });
});

describe('limit', () => {
  it.each([
    ['/v1/projects', 200],
    [content, 200],
    [influencers, 100],
  ])('on %s goes from 1 to %i', async (path, max) => {
    for (const limit of ['1', String(max)]) expect((await get(`${path}?limit=${limit}`)).status).toBe(200);
    for (const limit of ['0', String(max + 1), '-1', '1.5', 'ten', '']) {
      const answer = await get(`${path}?limit=${limit}`);
      expect(answer.status).toBe(422);
      expect(answer.body.error).toMatchObject({
        code: 'VALIDATION',
        details: { fieldErrors: { limit: [`Must be an integer from 1 to ${max}`] } },
      });
    }
  });
});

describe('a cursor', () => {
  const first = async (path: string): Promise<string> => (await get(path)).body.nextCursor;

  it.each(['', 'nonsense', 'eyJvZmZzZXQiOjI1fQ==', 'MS54Lng'])('%j is a 422', async (cursor) => {
    const answer = await get(`/v1/projects?cursor=${cursor}`);
    expect(answer.status).toBe(422);
    expect(answer.body.error.details.fieldErrors).toHaveProperty('cursor');
  });

  it('belongs to the list and the filter that gave it', async () => {
    const cursor = await first(`${content}?limit=1&status=completed`);
    expect((await get(`${content}?limit=1&status=completed&cursor=${cursor}`)).status).toBe(200);
    expect((await get(`${content}?limit=1&cursor=${cursor}`)).status).toBe(422);
    expect((await get(`${influencers}?limit=1&cursor=${cursor}`)).status).toBe(422);
    expect(
      (await get(`/v1/projects/${seed.project.fitness}/content?status=completed&cursor=${cursor}`)).status,
    ).toBe(422);
  });

  it('that was tampered with is a 422', async () => {
    const cursor = await first(`${content}?limit=1`);
    const forged = Buffer.from(Buffer.from(cursor, 'base64url').toString().replace(/^\d+/, '3')).toString(
      'base64url',
    );
    expect((await get(`${content}?limit=1&cursor=${forged}`)).status).toBe(422);
  });
});
