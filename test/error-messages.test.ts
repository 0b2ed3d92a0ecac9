import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CannedAnswer } from '../src/emulator/http/faults.js';
import { seed } from '../src/emulator/seed-ids.js';
import { type Json, type Stage, startStage } from './support/facade.js';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterEach(() => stage.emulator.reset());
afterAll(() => stage.close());

function envelope(status: number, code: string, message: unknown, details?: unknown): CannedAnswer {
  return { status, body: { error: { code, message, requestId: 'req_1', details } } };
}

const createText = `mutation($input: CreateProjectInput!) {
  createProject(input: $input) {
    project { id }
    userErrors { code message field upstreamCode uploadQuota { currentUploads maxUploads currentBytes maxBytes } }
  }
}`;

async function create(answer: CannedAnswer, input: Json = {}): Promise<Json[]> {
  stage.emulator.fail({ method: 'POST', path: '/v1/projects' }, answer);
  const { data } = await stage.ask(createText, {
    input: { name: 'Tea', timezone: 'Europe/Berlin', ...input },
  });
  return data.createProject.userErrors;
}

async function messageOf(message: unknown): Promise<string> {
  const [error] = await create(envelope(422, 'VALIDATION', message));
  return error.message;
}

const key = 'lp_live_0123456789abcdef_abc-DEF_ghi-jkl-mno-pqr-stu-vwx-yz0-1234-567';

// What must not be seen, and the message it stands in.
const leaks: [secret: string, message: string][] = [
  ['https://', 'GET https://api.layers.com/v1/projects failed.'],
  ['api.layers.com', 'Host api.layers.com is down.'],
  ['api.layers.com', 'Host API.LAYERS.COM is down.'.toLowerCase()],
  ['storage.internal', 'PUT https://bucket.storage.internal:9000/a?X-Amz-Signature=abc was refused.'],
  ['abcdef0123', 'PUT /bucket/a.mp4?X-Amz-Signature=abcdef0123&X-Amz-Date=1 was refused.'],
  ['10.1.2.3', 'connect ECONNREFUSED 10.1.2.3:5432'],
  ['192.168.0.9', 'connect ECONNREFUSED 192.168.0.9'],
  ['::1', 'connect ECONNREFUSED ::1:5432'],
  ['fe80::1', 'connect ECONNREFUSED fe80::1'],
  ['2001:db8', 'connect ECONNREFUSED 2001:db8:0:0:0:0:2:1'],
  ['2001:db8', 'connect ECONNREFUSED [2001:db8::2:1]:443'],
  ['localhost', 'getaddrinfo ENOTFOUND localhost:8080/health'],
  ['layers-db', 'connect ECONNREFUSED layers-db:5432'],
  ['svc.cluster.local', 'getaddrinfo ENOTFOUND layers.svc.cluster.local'],
  ['ip-10-0-0-1', 'getaddrinfo ENOTFOUND ip-10-0-0-1.ec2.internal'],
  ['postgres://', 'postgres://layers:hunter2@db/layers refused the connection.'],
  ['hunter2', 'postgres://layers:hunter2@db/layers refused the connection.'],
  ['cdn.layers', 'GET //cdn.layers.com/a failed.'],
  ['s3://', 'No object at s3://layers-prod/a.mp4.'],
  [key.slice(30), `The key ${key} is not valid.`],
  ['lp_live_', `The key ${key} is not valid.`],
  ['s3cr3t', 'Authorization: Bearer s3cr3t was refused.'],
  ['s3cr3t', 'authorization: Basic s3cr3t= was refused.'],
  ['s3cr3t', 'x-api-key: s3cr3t was refused.'],
  ['s3cr3t', 'Cookie: session=s3cr3t; was refused.'],
  ['eyJhbGci', 'The token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-def was refused.'],
  ['\n', 'One\nTwo\r\nThree'],
  ['\u0000', 'A\u0000B'],
  ['\u001b', 'A\u001b[31mB'],
];

describe('a message of Layers', () => {
  for (const [secret, message] of leaks)
    it(`does not tell ${JSON.stringify(secret)} of ${JSON.stringify(message)}`, async () => {
      const told = await messageOf(message);
      expect(told).not.toBe('');
      expect(told.toLowerCase()).not.toContain(secret.toLowerCase());
    });

  const kept = [
    'File uploads/prj_1/cnt_2/clip-1.mp4 has not landed.',
    'customerExternalId "acme-7" is already in use in this organization.',
    'Must be at most 8 KB; at 09:00:00 it was 8.5 KB, i.e. 8704 bytes.',
    'personality.humor must be a text.',
    'Aspect 16:9 is fine. Version 1.2.3 is not.',
    'Überlänge 💥 ist “nicht” erlaubt: 3 < 4 & 5 > 4.',
    'Is it new? Then name=tea.',
  ];
  for (const message of kept)
    it(`stays as it is: ${message}`, async () => {
      expect(await messageOf(message)).toBe(message);
    });

  it('is cut at 500 characters, and never inside one', async () => {
    expect(await messageOf('x'.repeat(100_000))).toHaveLength(500);
    const told = await messageOf(`${'x'.repeat(499)}💥💥`);
    expect(told).toBe('x'.repeat(499));
  });

  it('is replaced by ours when it is empty or no text', async () => {
    for (const message of ['', '   ', null, 7, {}, ['x']])
      expect(await messageOf(message)).toBe('Layers refused the call.');
  });

  it('takes no time to look at, however it is made', async () => {
    const startedAt = performance.now();
    for (const part of ['a.', 'a-', '1.', 'a:', ':', '[', 'http:', 'a/', '?a=', 'Bearer ', 'eyJ', '\ud800'])
      await messageOf(part.repeat(50_000));
    expect(performance.now() - startedAt).toBeLessThan(3000);
  });

  it('with a code that is not documented is ours', async () => {
    const [error] = await create(envelope(409, 'NEW_CODE', 'https://internal.layers.com says no'));
    expect(error).toMatchObject({ code: 'UNKNOWN', upstreamCode: 'NEW_CODE' });
    expect(error.message).not.toMatch(/internal/);
  });

  it('of HTML is never told, nor is a header', async () => {
    for (const status of [200, 400, 401, 403, 404, 413, 429, 500, 502, 503, 504])
      for (const operation of ['read', 'write']) {
        const secrets = {
          server: 'layers-edge/9',
          'x-upstream': '10.1.2.3',
          'www-authenticate': 'Bearer realm="layers"',
        };
        const match = { path: '/v1/projects', times: 3 };
        stage.emulator.fail(match, {
          status,
          body: '<h1>10.1.2.3 layers-edge refused Bearer s3cr3t</h1>',
          headers: { ...secrets, 'x-request-id': '<script>https://10.1.2.3' },
        });
        const answer =
          operation === 'read'
            ? await stage.ask('{ projects { nodes { id } } }')
            : await stage.ask(createText, { input: { name: 'Tea', timezone: 'UTC' } });
        const text = JSON.stringify([answer.data, answer.errors, [...answer.headers]]);
        expect(text).not.toMatch(/10\.1\.2|layers-edge|s3cr3t|<h1>|<script>|realm/);
        await stage.emulator.reset();
      }
  });

  it('never tells where Layers is, when it cannot be reached', async () => {
    const { port } = new URL(stage.emulator.url);
    for (const answer of ['reset', 'reset-midway', 'truncate'] as const) {
      stage.emulator.fail({ path: '/v1/projects', times: 3 }, answer);
      const { errors } = await stage.ask('{ projects { nodes { id } } }');
      expect(errors).toHaveLength(1);
      expect(JSON.stringify(errors)).not.toContain(port);
      expect(JSON.stringify(errors)).not.toMatch(/127\.0|ECONN|socket|undici|items/);
      await stage.emulator.reset();
    }
  });
});

describe('a validation error', () => {
  const update = async (details: unknown): Promise<Json> => {
    stage.emulator.fail({ method: 'PATCH' }, envelope(422, 'VALIDATION', 'Invalid body.', details));
    const { data } = await stage.ask(
      `mutation { updateInfluencer(input: { id: "${seed.influencer.ava}", vibe: "calm" }) { userErrors { code message field } } }`,
    );
    return data.updateInfluencer.userErrors.map(({ message, field }: Json) => [field, message]);
  };

  const forms: [name: string, details: unknown, told: [string[] | null, string][]][] = [
    [
      'fieldErrors names the path from input',
      { fieldErrors: { 'personality.humor': ['Expected string, received number'] } },
      [[['input', 'personality', 'humor'], 'Expected string, received number']],
    ],
    [
      'fieldErrors with several texts and fields is several errors',
      { fieldErrors: { name: ['Too long', 'Too loud'], vibe: ['Required'] } },
      [
        [['input', 'name'], 'Too long'],
        [['input', 'name'], 'Too loud'],
        [['input', 'vibe'], 'Required'],
      ],
    ],
    [
      'issues with a dotted path',
      { issues: [{ path: 'personality.humor', message: 'No.' }] },
      [[['input', 'personality', 'humor'], 'No.']],
    ],
    [
      'issues with a list as path, and an index in it',
      { issues: [{ path: ['personality', 'traits', 0], message: 'No.' }] },
      [[['input', 'personality', 'traits', '0'], 'No.']],
    ],
    [
      'an index in brackets',
      { issues: [{ path: 'personality.traits[2]', message: 'No.' }] },
      [[['input', 'personality', 'traits', '2'], 'No.']],
    ],
    [
      'a leading body',
      { issues: [{ path: ['body', 'vibe'], message: 'No.' }] },
      [[['input', 'vibe'], 'No.']],
    ],
    ['a path of nothing', { issues: [{ path: [], message: 'No.' }] }, [[null, 'No.']]],
    ['an issue without a message', { issues: [{ path: 'vibe' }] }, [[['input', 'vibe'], 'Invalid body.']]],
    ['missing fields', { missingFields: ['vibe'] }, [[['input', 'vibe'], 'Required.']]],
    [
      'a URL in an issue',
      { issues: [{ path: 'vibe', message: 'See https://a.b/c' }] },
      [[['input', 'vibe'], 'See [url]']],
    ],
    [
      'a URL in a path',
      { issues: [{ path: ['https://a.b/c'], message: 'No.' }] },
      [[['input', '[url]'], 'No.']],
    ],
    ['no details', undefined, [[null, 'Invalid body.']]],
    ['empty details', { fieldErrors: {}, issues: [] }, [[null, 'Invalid body.']]],
    [
      'details of another form',
      { fieldErrors: 7, issues: [null, 7, 'x'], missingFields: {} },
      [[null, 'Invalid body.']],
    ],
    [
      'a path of no use',
      {
        issues: [
          { path: { toString: null }, message: 'No.' },
          { path: [{ toString: null }, 'vibe'], message: 'No.' },
        ],
      },
      [
        [null, 'No.'],
        [['input', 'vibe'], 'No.'],
      ],
    ],
  ];
  for (const [name, details, told] of forms)
    it(`${name}`, async () => {
      expect(await update(details)).toEqual(told);
    });

  it('tells a bounded number of issues with paths of bounded length', async () => {
    const issues = Array.from({ length: 5000 }, () => ({
      path: 'a.'.repeat(5000) + 'b'.repeat(5000),
      message: 'No.',
    }));
    const told = await update({ issues: issues.slice(0, 50).concat(issues.slice(0, 200)) });
    expect(told).toHaveLength(50);
    expect(JSON.stringify(told).length).toBeLessThan(50_000);
  });

  it('of a nested body names list indices in the input', async () => {
    const { data } = await stage.ask(
      `mutation { createContentUpload(input: { projectId: "${seed.project.coffee}", grouping: PER_FILE, files: [
        { filename: "a.mp4", contentType: "video/mp4", sizeBytes: 1 }, { filename: "b.exe", contentType: "x/y", sizeBytes: 1 }] })
        { userErrors { code field } } }`,
    );
    expect(data.createContentUpload.userErrors).toEqual([
      { code: 'VALIDATION', field: ['input', 'files', '1', 'contentType'] },
    ]);
  });
});

describe('a conflict on createProject', () => {
  const bare = envelope(409, 'CONFLICT', 'Conflict.');
  const cases: [name: string, input: Json, field: string[] | null, answer?: CannedAnswer][] = [
    [
      'with a key of ours and a handle names the handle',
      { customerExternalId: 'a' },
      ['input', 'customerExternalId'],
    ],
    [
      'with a key of ours, a handle and an id names the handle',
      { customerExternalId: 'a', id: 'b' },
      ['input', 'customerExternalId'],
    ],
    ['with a key of ours and an id names the id', { id: 'b' }, ['input', 'id']],
    ['with a key of ours and neither names nothing', {}, null],
    [
      "with the caller's key names nothing: it may be the key",
      { customerExternalId: 'a', idempotencyKey: 'k' },
      null,
    ],
    [
      "with the caller's key names the handle when Layers does",
      { customerExternalId: 'a', idempotencyKey: 'k' },
      ['input', 'customerExternalId'],
      envelope(409, 'CONFLICT', 'customerExternalId is taken.'),
    ],
  ];
  for (const [name, input, field, answer = bare] of cases)
    it(name, async () => {
      expect(await create(answer, input)).toMatchObject([
        { code: 'CONFLICT', field, upstreamCode: 'CONFLICT' },
      ]);
    });
});

describe('what comes with an error', () => {
  it('the upload quota has its four numbers, in bytes beyond 32 bits', async () => {
    const details = {
      currentUploads: 250,
      maxUploads: 250,
      currentBytes: 26_843_545_600,
      maxBytes: 26_843_545_600,
    };
    const [error] = await create(envelope(409, 'UPLOAD_QUOTA_EXCEEDED', 'Full.', details));
    expect(error.uploadQuota).toEqual(details);
  });

  it('a quota of other shapes is null, number by number', async () => {
    const details = { currentUploads: '250', maxUploads: 2 ** 40, currentBytes: 1.5, maxBytes: 7 };
    const [error] = await create(envelope(409, 'UPLOAD_QUOTA_EXCEEDED', 'Full.', details));
    expect(error.uploadQuota).toEqual({
      currentUploads: null,
      maxUploads: null,
      currentBytes: null,
      maxBytes: 7,
    });
  });

  it('a real refusal for want of a scope names the scope', async () => {
    const { errors } = await stage.ask(
      `mutation { createProject(input: { name: "a", timezone: "UTC" }) { project { id } } }`,
      {},
      { headers: { 'x-api-key': stage.emulator.keys.noScopes } },
    );
    expect(errors[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', requiredScopes: ['projects:write'] });
  });

  it('a scope that Layers names wins over the documented one, unless it is no scope', async () => {
    for (const [scope, told] of [
      ['content:approve', 'content:approve'],
      ['https://a.b/ c', 'projects:read'],
    ]) {
      stage.emulator.fail({ path: '/v1/projects' }, envelope(403, 'FORBIDDEN_SCOPE', 'No.', { scope }));
      const { errors } = await stage.ask('{ projects { nodes { id } } }');
      expect(errors[0]?.extensions.requiredScopes).toEqual([told]);
    }
  });

  it('a failed field adds nothing to the extensions of the whole answer', async () => {
    stage.emulator.fail({ path: '/v1/projects' }, envelope(500, 'BOOM', 'https://a.b/c'));
    const response = await fetch(stage.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-api-key': stage.emulator.keys.live,
        'apollo-federation-include-trace': 'ftv1',
      },
      body: '{"query":"{ projects { nodes { id } } }"}',
    });
    const { extensions } = (await response.json()) as Json;
    expect(Object.keys(extensions)).toEqual(['ftv1']);
    expect(Buffer.from(extensions.ftv1, 'base64').toString('latin1')).not.toMatch(/a\.b|BOOM|Layers/);
  });
});
