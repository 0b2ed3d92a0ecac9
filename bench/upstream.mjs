import { spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './contestants.mjs';
import * as data from './data.mjs';
import { endAtExit } from './exit.mjs';

const nginx = '/usr/sbin/nginx';
const listLimit = 200;

/**
 * Starts nginx with static answers of Layers on a free port, on the processor `cpu` alone where it is given.
 * With `isCounting`, `calls()` gives the method and path of each call since it was asked last; else nginx logs nothing.
 * `pages` is how many projects have a content page; `close` ends nginx and removes its files.
 */
export async function startUpstream({ isCounting = false, pages = data.pageCount, cpu } = {}) {
  if (!existsSync(nginx))
    throw new Error(`There is no ${nginx}: the benchmark needs nginx (Debian: nginx-light).`);
  const folder = await mkdtemp(join(tmpdir(), 'layers-bench-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  const log = join(folder, 'calls.log');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  try {
    await writeLists(folder, pages);
    await writeFile(
      join(folder, 'nginx.conf'),
      configuration({ folder, port, log: isCounting ? log : undefined }),
    );
  } catch (error) {
    await remove();
    throw error;
  }
  const program = [nginx, '-p', folder, '-c', join(folder, 'nginx.conf'), '-e', join(folder, 'errors.log')];
  const [command, ...args] = cpu === undefined ? program : ['taskset', '-c', String(cpu), ...program];
  const child = spawn(command, args, { stdio: 'inherit' });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const forget = endAtExit(() => {
    child.kill('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  });
  const close = async () => {
    forget();
    child.kill('SIGTERM');
    await ended;
    await remove();
  };
  const state = await Promise.race([untilAnswer(`${url}/v1/projects/${data.projectId('00000000')}`), ended]);
  if (state !== 'ready') {
    const errors = await readFile(join(folder, 'errors.log'), 'utf8').catch(() => '');
    await close();
    throw new Error(`nginx did not start: ${errors}`);
  }

  async function calls() {
    if (!isCounting) throw new Error('This upstream does not count.');
    // A line is written after its answer is sent: wait until no more come.
    let text = '';
    for (let before; text !== before; ) {
      before = text;
      await sleep(50);
      text = await readFile(log, 'utf8');
    }
    await truncate(log);
    return text.split('\n').filter((line) => line !== '');
  }
  if (isCounting) await calls();
  return { url, calls, close };
}

async function untilAnswer(url) {
  for (let attempt = 0; attempt < 500; attempt++) {
    const isReady = await fetch(url).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isReady) return 'ready';
    await sleep(20);
  }
  return 'silent';
}

/** Lists are files; what fits into a line of configuration is answered from there. */
async function writeLists(folder, pages) {
  await mkdir(join(folder, 'content'));
  await mkdir(join(folder, 'projects'));
  const rows = (count, makeRow) => Array.from({ length: count }, (_, index) => makeRow(index));
  const writePage = (project, length) => {
    const number = data.digits(project, 8);
    const namesInfluencer = project >= data.firstNamingProject;
    const items = rows(length, (item) => data.contentRow(number, data.digits(item, 3), { namesInfluencer }));
    return writeFile(
      join(folder, 'content', `${number}-${length}.json`),
      JSON.stringify({ items, nextCursor: null }),
    );
  };
  for (let project = 0; project < pages; project++) await writePage(project, 100);
  for (const project of [0, data.firstNamingProject])
    for (const length of data.pageLengths) await writePage(project, length);
  const writeProjects = (limit, from) => {
    const items = rows(limit, (index) => data.projectRow(data.digits(from + index, 8)));
    const next = from + limit;
    const nextCursor = next < data.projectCount ? String(next) : null;
    return writeFile(
      join(folder, 'projects', `${limit}-${from}.json`),
      JSON.stringify({ items, nextCursor }),
    );
  };
  for (const limit of data.pageLengths) await writeProjects(limit, 0);
  for (let from = 0; from < data.projectCount; from += listLimit) await writeProjects(listLimit, from);
}

function configuration({ folder, port, log }) {
  const answer = (body) => `return 200 '${JSON.stringify(body).replaceAll("'", "\\'")}';`;
  const influencers = Array.from({ length: data.influencersPerProject }, (_, digit) =>
    data.influencerRow('$project', digit),
  );
  return `
daemon off;
user ${userInfo().username};
worker_processes 1;
pid ${folder}/nginx.pid;
events { worker_connections 8192; }
http {
  default_type application/json;
  log_format call '$request_method $request_uri';
  access_log ${log === undefined ? 'off' : `${log} call`};
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
  keepalive_requests 1000000000;
  keepalive_timeout 600s;
  tcp_nodelay on;
  sendfile on;
  open_file_cache max=10000 inactive=600s;
  open_file_cache_valid 600s;
  add_header X-Request-Id $request_id;
  map $arg_limit $limit { default 25; '~^(?<asked>\\d+)$' $asked; }
  map $arg_cursor $offset { default 0; '~^(?<given>\\d+)$' $given; }
  server {
    listen 127.0.0.1:${port} backlog=4096;
    root ${folder};
    location = /v1/projects { try_files /projects/$limit-$offset.json =404; }
    location ~ '^/v1/projects/prj_(?<project>\\d{8})-[-0-9]+$' { ${answer(data.projectRecord('$project'))} }
    location ~ '^/v1/projects/prj_(?<project>\\d{8})-[-0-9]+/content$' { try_files /content/$project-$limit.json =404; }
    location ~ '^/v1/projects/prj_(?<project>\\d{8})-[-0-9]+/influencers$' { ${answer({ items: influencers, nextCursor: null })} }
    location ~ '^/v1/projects/prj_(?<project>\\d{8})-[-0-9]+/media/presign$' { ${answer(data.presignAnswer('$project'))} }
    location ~ '^/v1/content/cnt_(?<project>\\d{8})-[-0-9]+(?<item>\\d\\d(?<digit>\\d))$' { ${answer(data.contentRecord('$project', '$item', '$digit'))} }
    location ~ '^/v1/influencers/inf_(?<project>\\d{8})-[-0-9]+(?<digit>\\d)$' { ${answer(data.influencerRecord('$project', '$digit'))} }
  }
}
`;
}
