import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.js';
import { firstOperation } from '../src/http/first-operation.js';
import { type Json, ok, type Stage, startStage } from './support/facade.js';
import { put } from './support/files.js';
import { has } from './support/needs.js';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(`${root}README.md`, 'utf8');
const operations = [...readme.matchAll(/```graphql\n(.*?)```/gs)].map((match) => match[1]!);

describe('the README', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage();
  });
  afterAll(() => stage.close());

  it.skipIf(!has.curl)('has operations that do what it says, in its order, with its curl lines', async () => {
    expect(operations).toHaveLength(6);
    const [look, upload, finalize, edit, presign, register] = operations as [
      string,
      string,
      string,
      string,
      string,
      string,
    ];

    const { project } = ok(await stage.ask(look));
    expect(project.contentItems.nodes.length).toBeGreaterThan(1);
    expect(stage.calls()).toHaveLength(3 + project.contentItems.nodes.length);

    const { uploads, userErrors } = ok(await stage.ask(upload)).createContentUpload;
    expect(userErrors).toEqual([]);
    const curls = [...readme.matchAll(/^curl -T (\S+) -H '([^']+)' '<uploadUrl/gm)];
    expect(curls).toHaveLength(uploads.length);
    const fits: boolean[] = [];
    for (const [index, [, file, header]] of curls.entries()) {
      const { containerId, files } = uploads[index];
      const { stdout } = await run('curl', [
        '-sf',
        '-w',
        '%{http_code}',
        '-T',
        root + file,
        '-H',
        header!,
        files[0].uploadUrl,
      ]);
      expect(stdout).toBe('200');
      const done = ok(await stage.ask(finalize, { containerId })).finalizeContentUpload;
      expect(done.userErrors).toEqual([]);
      fits.push(done.contentItem.platformFit.every((fit: Json) => fit.ok));
    }
    expect(fits).toEqual([false, true]);
    stage.calls();

    const { updateInfluencer, attachReferenceImages } = ok(await stage.ask(edit));
    expect(updateInfluencer.influencer).toMatchObject({ vibe: 'precise and energetic', hairColor: null });
    expect(attachReferenceImages).toMatchObject({ droppedAssetIds: [], userErrors: [] });
    expect(stage.calls()).toHaveLength(2);

    const { upload: handle } = ok(await stage.ask(presign)).presignMedia;
    expect(await put(handle, readFileSync(`${root}test/media/square-1080.jpg`))).toBe(200);
    const { mediaAsset } = ok(await stage.ask(register, { uploadId: handle.uploadId })).finalizeMedia;
    expect(mediaAsset).toMatchObject({ kind: 'REFERENCE_IMAGE' });
  });

  it.skipIf(!has.curl)('asks, and sends a file through this server, with its curl lines', async () => {
    const [ask, send] = [...readme.matchAll(/```sh\n(curl http:\/\/127[^`]+)```/g)].map((match) => match[1]!);
    const answers = [];
    for (const line of [ask!, send!]) {
      const here = line
        .replace('http://127.0.0.1:4000/graphql', stage.url)
        .replace('<key>', stage.emulator.keys.live);
      answers.push(JSON.parse((await run('bash', ['-c', here], { cwd: root })).stdout).data);
    }
    expect(answers[0].project).toEqual({ name: 'Acme Coffee', timezone: 'America/Los_Angeles' });
    const { contentItems, userErrors } = answers[1].uploadContent;
    expect(userErrors).toEqual([]);
    expect(contentItems[0].platformFit).toMatchObject([{ ok: true }, { ok: true }]);
  });

  it('uploads with its Node snippet', async () => {
    const [, snippet] = /```js\n(import[\s\S]+?)```/.exec(readme) ?? [];
    const env = { ...process.env, LAYERS_KEY: stage.emulator.keys.live, GRAPHQL_URL: stage.url };
    const { stdout } = await run(process.execPath, ['--no-warnings', '--input-type=module', '-e', snippet!], {
      cwd: root,
      env,
    });
    expect(JSON.parse(stdout).data.uploadMedia).toMatchObject({
      mediaAsset: { id: expect.any(String) },
      userErrors: [],
    });
  });

  it('starts Sandbox with an operation that works', async () => {
    expect(ok(await stage.ask(firstOperation)).projects.nodes).toHaveLength(2);
  });

  it('names every variable of the environment with its default', () => {
    const source = readFileSync(`${root}src/config.ts`, 'utf8');
    const table = readme.split('| variable |')[1]!.split('\n\n')[0]!;
    const read = [...source.matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map((match) => match[1]!);
    const told = [...table.matchAll(/`([A-Z][A-Z_]+)`/g)].map((match) => match[1]!);
    expect([...new Set(told)].sort()).toEqual([...read].sort());
    const defaults = Object.fromEntries(
      [...table.matchAll(/^\| `([A-Z_]+)` \| `([^`]+)`/gm)].map((match) => [match[1]!, match[2]!]),
    );
    expect(readConfig({}, defaults)).toEqual(readConfig({}, {}));
  });

  it('names every error code that calls for something particular', async () => {
    const text = '{ __type(name: "LayersErrorCode") { enumValues { name } } }';
    const codes: string[] = ok(await stage.ask(text)).__type.enumValues.map((value: Json) => value.name);
    const asLayersSays = codes.filter((code) => !readme.includes(`\`${code}\``));
    expect(asLayersSays).toEqual([
      'AUTHORITY_DENIED',
      'CREATIVE_FLAGGED',
      'CREDENTIAL_INVALID',
      'FORBIDDEN_FENCE',
      'IDEMPOTENCY_REQUIRED',
      'OWNER_PHONE_UNVERIFIED',
      'PHONE_REQUIRED',
      'PLATFORM_ERROR',
      'PLATFORM_REJECTED',
      'RETURN_URL_NOT_ALLOWED',
      'WOULD_LEAVE_AD_EMPTY',
    ]);
  });
});
