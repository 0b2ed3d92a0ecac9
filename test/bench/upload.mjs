// Uploads a large video through the built facade and through a bare undici proxy to the same emulator, in turn, and
// prints peak memory over idle and the ratio of their throughput. Sizes and rounds: BENCH_BYTES, BENCH_ROUNDS.
import { fork } from 'node:child_process';
import { mkdtemp, readdir, readFile, readlink, rm, stat } from 'node:fs/promises';
import { createServer, request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { request } from 'undici';

const size = Number(process.env.BENCH_BYTES ?? 1_000_000_000);
const rounds = Number(process.env.BENCH_ROUNDS ?? 3);
const mebibyte = 2 ** 20;
// As browsers make it: the search for it skips ahead by its length.
const boundary = '----WebKitFormBoundary7MA4YWxkTrZu0gW2';

if (process.argv[2] === 'proxy') startProxy();
else if (process.argv[2] === 'emulator') await startEmulatorProcess();
else await main();

/** What a bare server does: takes a body and pipes it through undici to the URL in a header. */
function startProxy() {
  const server = createServer(async (incoming, response) => {
    const { statusCode, body } = await request(incoming.headers['x-url'], {
      method: 'PUT',
      headers: { 'content-type': 'video/mp4', 'content-length': incoming.headers['content-length'] },
      body: incoming,
    });
    await body.dump();
    response.writeHead(statusCode).end();
  });
  server.requestTimeout = 0;
  server.listen(0, '127.0.0.1', () => process.send({ url: `http://127.0.0.1:${server.address().port}/` }));
}

async function startEmulatorProcess() {
  const { startEmulator } = await import('../../dist/emulator/emulator.js');
  const { url, keys } = await startEmulator();
  process.send({ url, key: keys.live });
}

async function main() {
  const children = [];
  const start = (file, args, env = {}) =>
    new Promise((resolve, reject) => {
      const child = fork(new URL(file, import.meta.url), args, {
        env: { ...process.env, ...env },
        stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
      });
      children.push(child);
      child.once('exit', (code) => reject(new Error(`${file} ended with ${code}.`)));
      child.once('message', (told) => resolve({ child, ...told }));
      child.stdout.on('data', (text) => {
        const url = /"url":"([^"]+)"/.exec(String(text))?.[1];
        if (url) resolve({ child, url });
      });
    });
  const spoolDir = await mkdtemp(join(tmpdir(), 'bench-spool-'));
  try {
    const emulator = await start('./upload.mjs', ['emulator']);
    const proxy = await start('./upload.mjs', ['proxy']);
    const env = { PORT: '0', LAYERS_BASE_URL: emulator.url, SPOOL_DIR: spoolDir };
    const declared = await start('../../dist/main.js', [], env);
    const spooled = await start('../../dist/main.js', [], env);
    const graphql = (body) =>
      request(declared.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-api-key': emulator.key },
        body: JSON.stringify(body),
      }).then((answer) => answer.body.json());
    const { data } = await graphql({ query: '{ projects(first: 1) { nodes { id } } }' });
    const projectId = data.projects.nodes[0].id;

    console.log(`${(size / 1e6).toFixed(0)} MB, ${rounds} rounds`);
    const seconds = { bare: [], declared: [], spooled: [] };
    const idle = {
      declared: await memory(declared.child, 'VmRSS'),
      spooled: await memory(spooled.child, 'VmRSS'),
    };
    let spoolPeak = { declared: 0, spooled: 0 };
    for (let round = 0; round < rounds; round++) {
      seconds.bare.push(await timed(() => uploadBare(graphql, projectId, proxy.url)));
      for (const [name, { url, child }] of Object.entries({ declared, spooled }))
        seconds[name].push(
          await timed(async () => {
            const watch = setInterval(async () => {
              spoolPeak = { ...spoolPeak, [name]: Math.max(spoolPeak[name], await sizeOf(child)) };
            }, 50);
            await uploadMultipart(url, emulator.key, projectId, name === 'declared');
            clearInterval(watch);
          }),
        );
    }
    const rate = (name) => size / 1e6 / median(seconds[name]);
    console.log(`bare undici proxy   ${rate('bare').toFixed(0)} MB/s`);
    for (const [name, label] of [
      ['declared', 'with sizeBytes   '],
      ['spooled', 'without sizeBytes'],
    ]) {
      const { child } = name === 'declared' ? declared : spooled;
      const growth = (await memory(child, 'VmHWM')) - idle[name];
      console.log(
        `${label}   ${rate(name).toFixed(0)} MB/s, ratio ${(rate(name) / rate('bare')).toFixed(2)}, ` +
          `peak RSS +${(growth / mebibyte).toFixed(0)} MB over idle, spool at most ${(spoolPeak[name] / 1e6).toFixed(0)} MB, ` +
          `left ${(await readdir(spoolDir)).length} files`,
      );
    }
  } finally {
    for (const child of children) child.kill();
    await rm(spoolDir, { recursive: true, force: true });
  }
}

async function memory({ pid }, field) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`${field}:\\s+(\\d+) kB`).exec(status)[1]) * 1024;
}

/** Bytes of the spooled files that a process has open; they have no name. */
async function sizeOf({ pid }) {
  const fds = await readdir(`/proc/${pid}/fd`);
  const sizes = await Promise.all(
    fds.map(async (fd) => {
      const path = `/proc/${pid}/fd/${fd}`;
      const isSpool = (await readlink(path).catch(() => '')).includes('.upload');
      return isSpool
        ? stat(path).then(
            (file) => file.size,
            () => 0,
          )
        : 0;
    }),
  );
  return sizes.reduce((sum, each) => sum + each, 0);
}

async function timed(work) {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

async function uploadBare(graphql, projectId, proxyUrl) {
  const { data } = await graphql({
    query:
      'mutation ($input: PresignMediaInput!) { presignMedia(input: $input) { upload { url } userErrors { message } } }',
    variables: { input: { projectId, kind: 'VIDEO', mimeType: 'video/mp4', sizeBytes: size } },
  });
  const headers = { 'x-url': data.presignMedia.upload.url, 'content-length': size };
  const { statusCode } = await send(proxyUrl, headers, async (write) => pattern(write));
  if (statusCode !== 200) throw new Error(`The bare PUT was answered with ${statusCode}.`);
}

async function uploadMultipart(url, key, projectId, declareSize) {
  const operations = JSON.stringify({
    query:
      'mutation ($input: UploadMediaInput!) { uploadMedia(input: $input) { mediaAsset { id } userErrors { code message } } }',
    variables: {
      input: { projectId, kind: 'VIDEO', file: null, ...(declareSize && { sizeBytes: size }) },
    },
  });
  const headers = {
    'content-type': `multipart/form-data; boundary=${boundary}`,
    'apollo-require-preflight': 'true',
    'x-api-key': key,
  };
  const { text } = await send(url, headers, async (write) => {
    await write(
      `--${boundary}\r\ncontent-disposition: form-data; name="operations"\r\n\r\n${operations}\r\n`,
    );
    await write(
      `--${boundary}\r\ncontent-disposition: form-data; name="map"\r\n\r\n{"0":["variables.input.file"]}\r\n`,
    );
    await write(
      `--${boundary}\r\ncontent-disposition: form-data; name="0"; filename="v.mp4"\r\ncontent-type: video/mp4\r\n\r\n`,
    );
    await pattern(write);
    await write(`\r\n--${boundary}--\r\n`);
  });
  if (!JSON.parse(text).data?.uploadMedia?.mediaAsset) throw new Error(text);
}

async function pattern(write) {
  const chunk = Buffer.alloc(65_536, 'layers');
  for (let left = size; left > 0; left -= chunk.length)
    await write(left >= chunk.length ? chunk : chunk.subarray(0, left));
}

function send(url, headers, writeBody) {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(url, { method: 'POST', headers }, async (response) => {
      let text = '';
      for await (const chunk of response) text += chunk;
      resolve({ statusCode: response.statusCode, text });
    });
    outgoing.on('error', reject);
    const write = (chunk) =>
      outgoing.write(chunk) ? undefined : new Promise((next) => outgoing.once('drain', next));
    writeBody(write).then(() => outgoing.end(), reject);
  });
}
