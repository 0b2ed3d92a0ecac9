import { describe, expect, it } from 'vitest';
import { seed } from '../../src/emulator/seed.js';
import { useEmulator } from './client.js';

const client = useEmulator();
const { get, post } = client;
const minimal = { name: 'Acme Bakery', timezone: 'Europe/Paris' };

describe('creating a project', () => {
  it('answers a new record with the documented defaults', async () => {
    const { status, body } = await post('/v1/projects', minimal);
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.stringMatching(/^prj_[0-9a-f-]{36}$/),
      organizationId: seed.organization.acme,
      name: 'Acme Bakery',
      status: 'active',
      customerExternalId: null,
      timezone: 'Europe/Paris',
      primaryLanguage: 'en',
      ownerEmail: 'growth@acmecoffee.com',
      brand: null,
      brandContext: null,
      ingestState: { github: null, website: null, appstore: null },
      requiresApproval: false,
      firstNPostsBlocked: 3,
      currentBlockedCount: 0,
      metadata: null,
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/),
      updatedAt: body.createdAt,
    });
    expect((await get(`/v1/projects/${body.id}`)).body).toEqual(body);
  });

  it('returns metadata unchanged', async () => {
    const metadata = { nested: { list: [1, 'two', null] }, emoji: '☕' };
    const { body } = await post('/v1/projects', { ...minimal, metadata });
    expect(body.metadata).toEqual(metadata);
  });

  it.each([
    ['no name', { timezone: 'UTC' }, 'name', 'Required'],
    ['an empty name', { ...minimal, name: '' }, 'name', 'String must contain at least 1 character(s)'],
    [
      'a name of 129',
      { ...minimal, name: 'x'.repeat(129) },
      'name',
      'String must contain at most 128 character(s)',
    ],
    ['a name that is a number', { ...minimal, name: 7 }, 'name', 'Expected string, received number'],
    ['no time zone', { name: 'x' }, 'timezone', 'Required'],
    [
      'an unknown time zone',
      { ...minimal, timezone: 'Mars/Olympus' },
      'timezone',
      'Must be an IANA time zone',
    ],
    ['an offset as time zone', { ...minimal, timezone: '+02:00' }, 'timezone', 'Must be an IANA time zone'],
    [
      'a bad language',
      { ...minimal, primaryLanguage: 'x_y!' },
      'primaryLanguage',
      'Must be a BCP-47 language tag',
    ],
    ['a bad address', { ...minimal, ownerEmail: 'nobody' }, 'ownerEmail', 'Invalid email'],
    [
      'metadata over 8 KB',
      { ...minimal, metadata: { a: 'x'.repeat(8192) } },
      'metadata',
      'Must be at most 8 KB',
    ],
    ['metadata that is a list', { ...minimal, metadata: [] }, 'metadata', 'Expected record, received array'],
    [
      'a short app name',
      { ...minimal, appName: 'ab' },
      'appName',
      'String must contain at least 3 character(s)',
    ],
    ['an unknown voice', { ...minimal, brandVoice: 'loud' }, 'brandVoice', 'Invalid enum value'],
  ])('with %s is a 422 that names it', async (_name, body, field, message) => {
    const answer = await post('/v1/projects', body);
    expect(answer.status).toBe(422);
    expect(answer.body.error).toMatchObject({
      code: 'VALIDATION',
      message: 'Invalid body.',
      details: { fieldErrors: { [field]: [message] } },
    });
  });

  it.each([
    ['malformed JSON', '{"name":'],
    ['no body', ''],
    ['a list', '[]'],
    [
      '100,000 nested lists',
      `{"name":"a","timezone":"UTC","metadata":{"a":${'['.repeat(1e5)}${']'.repeat(1e5)}}}`,
    ],
  ])('with %s is a 422', async (_name, rawBody) => {
    const answer = await client.send('POST', '/v1/projects', { rawBody });
    expect(answer.status).toBe(422);
    expect(answer.body.error.code).toBe('VALIDATION');
  });

  it('with a body over 8 MB is a 413', async () => {
    const answer = await post('/v1/projects', { ...minimal, metadata: { a: 'x'.repeat(8 * 1024 * 1024) } });
    expect(answer.status).toBe(413);
    expect(answer.body.error.code).toBe('PAYLOAD_TOO_LARGE');
  });

  it('with metadata of exactly 8 KB, a name of 128 and a key that nobody knows is fine', async () => {
    const metadata = { a: 'x'.repeat(8192 - '{"a":""}'.length) };
    const answer = await post('/v1/projects', {
      ...minimal,
      name: 'x'.repeat(128),
      metadata,
      futureField: 1,
    });
    expect(answer.status).toBe(201);
    expect(answer.body).not.toHaveProperty('futureField');
  });

  it('under a handle that is taken is a 409 that names the handle', async () => {
    const body = { ...minimal, customerExternalId: 'acme-coffee-ios' };
    const answer = await post('/v1/projects', body);
    expect(answer.status).toBe(409);
    expect(answer.body.error.code).toBe('CONFLICT');
    expect(answer.body.error.message).toContain('customerExternalId');
    expect(answer.body.error.details.field).toBe('customerExternalId');
    // Unique per organization only (RULES 8.2).
    expect((await post('/v1/projects', body, { key: client.emulator.keys.otherOrg })).status).toBe(201);
  });

  it('twice under the same id answers the first one again', async () => {
    const body = { ...minimal, id: '9cb958b5-11b5-4e30-8675-5d075d52da7c', customerExternalId: 'bakery' };
    const first = await post('/v1/projects', body);
    expect(first.body.id).toBe(body.id);
    expect((await post('/v1/projects', body)).body).toEqual(first.body);
    const other = await post('/v1/projects', { ...body, name: 'Another' });
    expect(other.status).toBe(409);
    expect(other.body.error.details.field).toBe('id');
  });
});

describe('reading a project', () => {
  it('takes the prefixed id and the bare UUID', async () => {
    const uuid = seed.project.coffee.slice(4);
    for (const id of [seed.project.coffee, uuid, `proj_${uuid}`, uuid.toUpperCase()]) {
      expect((await get(`/v1/projects/${id}`)).body.id).toBe(seed.project.coffee);
    }
  });

  it.each(['prj_00000000-0000-4000-8000-000000000000', 'nonsense', `inf_${seed.project.coffee.slice(4)}`])(
    '%s is a 404',
    async (id) => {
      const answer = await get(`/v1/projects/${id}`);
      expect(answer.status).toBe(404);
      expect(answer.body.error.message).toBe('Project not found.');
    },
  );

  it('gives brand context, ingestion and metadata, which list rows lack', async () => {
    const record = (await get(`/v1/projects/${seed.project.coffee}`)).body;
    expect(record.brandContext.keywords).toContain('coffee');
    expect(record.ingestState.github.status).toBe('completed');
    const [, row] = (await get('/v1/projects')).body.items;
    expect(Object.keys(row).sort()).toEqual([
      'createdAt',
      'customerExternalId',
      'id',
      'name',
      'ownerEmail',
      'primaryLanguage',
      'status',
      'timezone',
      'updatedAt',
    ]);
  });
});

describe('listing projects', () => {
  const idsOf = async (query: string) =>
    (await get(`/v1/projects${query}`)).body.items.map((item: { id: string }) => item.id);
  const { coffee, fitness } = seed.project;

  it.each([
    ['', [fitness, coffee]],
    ['?status=active', [fitness, coffee]],
    ['?status=archived', []],
    ['?search=COFFEE', [coffee]],
    ['?search=acme', [fitness, coffee]],
    ['?customerExternalId=acme-coffee-ios', [coffee]],
    ['?customerExternalId=acme-coffee', []],
    ['?customerExternalId=acme-tea', []],
  ])('with %j gives what matches, newest first', async (query, ids) => {
    expect(await idsOf(query)).toEqual(ids);
  });

  it('with an unknown status is a 422', async () => {
    const answer = await get('/v1/projects?status=gone');
    expect(answer.status).toBe(422);
    expect(answer.body.error.details.fieldErrors).toHaveProperty('status');
  });
});
