import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { aspectRatioOf, type VideoFacts } from '../../src/emulator/probe/facts.js';
import { issuesOf, platformFitOf } from '../../src/emulator/probe/platform-fit.js';
import { seed } from '../../src/emulator/seed.js';
import { type MediaFile, mediaFiles } from '../media/media.js';
import { type Answer, useEmulator } from './client.js';
import { useOrigin } from './origin.js';

const origin = useOrigin(0);
const client = useEmulator({ allowedHosts: ['127.0.0.1'] });
const content = `/v1/projects/${seed.project.coffee}/content`;

/** As its content type says, unless the test wants it called otherwise. */
async function direct({ name, file, contentType }: MediaFile): Promise<Answer> {
  const bytes = readFileSync(file);
  const files = [{ filename: name, contentType, sizeBytes: bytes.length }];
  const { body } = await client.post(`${content}/uploads`, { files, grouping: 'per-file' });
  const [upload] = body.uploads;
  expect((await client.put(upload.files[0].uploadUrl, { 'content-type': contentType }, bytes)).status).toBe(
    200,
  );
  return client.post(`/v1/content/${upload.containerId}/finalize-upload`, { caption: name });
}

async function fromUrl({ name, file, contentType }: MediaFile): Promise<Answer> {
  origin.answer = (_request, response) => {
    response.setHeader('content-type', contentType);
    response.end(readFileSync(file));
  };
  return client.post(`${content}/upload`, { media: [{ url: origin.url(`/${name}`) }], caption: name });
}

function expectFit(answer: Answer, { fits, issues, width, height, durationMs, aspectRatio }: MediaFile) {
  if (fits === 'refused') {
    expect(answer.status).toBe(422);
    expect(answer.body.error.code).toBe('VALIDATION');
    expect(answer.body.error.message).toMatch(/^Unreadable media/);
    return;
  }
  expect(answer.body.platformFit).toEqual([
    { platform: 'tiktok', ok: fits, issues },
    { platform: 'instagram', ok: fits, issues },
  ]);
  const [asset] = answer.body.assets;
  expect(asset).toMatchObject({ width, height, durationMs: durationMs ?? null });
  expect(answer.body.preview.aspectRatio).toBe(aspectRatio);
}

describe.each(mediaFiles)('$name (fits: $fits)', (media) => {
  it('by direct upload', async () => {
    expectFit(await direct(media), media);
  });

  it('by URL', async () => {
    expectFit(await fromUrl(media), media);
  });
});

describe('a file under another type', () => {
  it.each([
    ['square-800.jpg', 'image/png'],
    ['portrait-1080x1350.png', 'image/webp'],
    ['portrait-5s.mp4', 'video/quicktime'],
    ['portrait-hevc-5s.mov', 'video/mp4'],
    ['portrait-5s.mp4', 'image/jpeg'],
    ['square-800.jpg', 'video/mp4'],
  ])('%s as %s is refused', async (name, contentType) => {
    const media = { ...mediaFiles.find((entry) => entry.name === name)!, contentType };
    expect((await direct(media)).status).toBe(422);
    expect((await fromUrl(media)).status).toBe(422);
  });
});

describe('the thresholds of a video', () => {
  const fitting: VideoFacts = {
    kind: 'video',
    container: 'mp4',
    videoCodec: 'avc',
    audioCodec: 'aac',
    width: 1080,
    height: 1920,
    durationMs: 10_000,
    framesPerSecond: 30,
    bitsPerSecond: 5_000_000,
    sizeBytes: 6_000_000,
  };
  const max = 100 * 1024 * 1024;

  it.each<[string, Partial<VideoFacts>, string[]]>([
    ['all in range', {}, []],
    ['MOV', { container: 'mov' }, []],
    ['another container', { container: 'other' }, ['container not supported (MP4 or MOV only)']],
    ['HEVC', { videoCodec: 'hevc' }, []],
    ['AV1', { videoCodec: 'av1' }, ['av1 video codec not supported (H.264 or HEVC only)']],
    ['no audio', { audioCodec: null }, []],
    ['Opus', { audioCodec: 'opus' }, ['opus audio codec not supported (AAC only)']],
    ['3 s', { durationMs: 3000 }, []],
    ['just under 3 s', { durationMs: 2999 }, ['3s video too short (min 3s)']],
    ['10 min', { durationMs: 600_000 }, []],
    ['just over 10 min', { durationMs: 600_001 }, ['600s video too long (max 10min)']],
    ['360 wide', { width: 360 }, []],
    ['359 wide', { width: 359 }, ['359x1920 video resolution too low (min 360px on each edge)']],
    ['359 high', { height: 359 }, ['1080x359 video resolution too low (min 360px on each edge)']],
    ['1920 wide', { width: 1920, height: 1080 }, []],
    ['1921 wide', { width: 1921, height: 1080 }, ['1921x1080 video too wide (max 1920px)']],
    ['4000 high', { height: 4000 }, []],
    ['23 fps', { framesPerSecond: 23 }, []],
    ['22.98 fps', { framesPerSecond: 22.98 }, ['22.98fps frame rate too low (min 23fps)']],
    ['60 fps by the timescale', { framesPerSecond: 60.0003 }, []],
    ['60.1 fps', { framesPerSecond: 60.1 }, ['60.1fps frame rate too high (max 60fps)']],
    ['25 Mbps', { bitsPerSecond: 25_000_000 }, []],
    ['31.2 Mbps', { bitsPerSecond: 31_200_000 }, ['31.2Mbps bitrate too high (max 25Mbps)']],
    ['100 MB', { sizeBytes: max }, []],
    ['over 100 MB', { sizeBytes: max + 1 }, ['100MB video too large (max 100MB)']],
    [
      'two at once',
      { durationMs: 1000, width: 2560 },
      ['1s video too short (min 3s)', '2560x1920 video too wide (max 1920px)'],
    ],
  ])('%s', (_name, changed, issues) => {
    expect(issuesOf({ ...fitting, ...changed })).toEqual(issues);
  });
});

describe('the threshold of an image', () => {
  it.each([
    [1080, 1080, true],
    [1080, 4000, true],
    [4000, 1079, false],
    [1079, 4000, false],
  ])('%ix%i: %s', (width, height, ok) => {
    expect(platformFitOf([{ kind: 'image', width, height, sizeBytes: 1 }])[0]!.ok).toBe(ok);
  });
});

it.each([
  [1920, 1080, '16:9'],
  [1080, 1350, '4:5'],
  [500, 500, '1:1'],
  [1081, 1920, '1081:1920'],
])('the aspect ratio of %ix%i is %s', (width, height, ratio) => {
  expect(aspectRatioOf({ width, height })).toBe(ratio);
});
