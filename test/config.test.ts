import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../src/config.js';
import { buildProgram, type Program } from './support/program.js';

const sandbox = 'https://studio.apollographql.com';

function problems(env: NodeJS.ProcessEnv, options = {}): string[] {
  try {
    readConfig(options, env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n');
    throw error;
  }
  return [];
}

describe('the configuration', () => {
  it('of an empty environment is that of a server for this machine, with nothing open', () => {
    expect(readConfig({}, {})).toEqual({
      port: 4000,
      host: '127.0.0.1',
      layersBaseUrl: 'https://api.layers.com',
      layersApiKey: undefined,
      gatewaySecret: undefined,
      corsOrigins: [],
      corsLoopback: false,
      upstreamTimeoutMs: 10_000,
      upstreamConnections: 64,
      maxAnswerBytes: 16 * 2 ** 20,
      maxBodyBytes: 4 * 2 ** 20,
      maxTokens: 5000,
      maxDepth: 20,
      maxAliases: 200,
      maxFields: 250_000,
      callBudget: 1000,
      cacheTtlMs: 5000,
      cacheBytes: 64 * 2 ** 20,
      jit: true,
      mediaStoreBytes: 64 * 2 ** 20,
      redisUrl: undefined,
      idleTimeoutMs: 30_000,
      persistedDocuments: [],
      maxUploadBytes: 2 * 2 ** 30,
      maxUploadFiles: 20,
      spoolDir: join(tmpdir(), 'layers-graphql'),
      landingPage: false,
      introspection: false,
      shutdownTimeoutMs: 30_000,
      emulatorPort: 4010,
      logLevel: 'info',
    });
  });

  it('with the emulator opens landing page, introspection and Sandbox, and leaves the server-held key out', () => {
    const env = { LAYERS_API_KEY: 'lp_live_a', CORS_ORIGINS: 'https://a.example' };
    expect(readConfig({ emulator: true }, env)).toMatchObject({
      layersApiKey: undefined,
      corsOrigins: ['https://a.example', sandbox],
      landingPage: true,
      introspection: true,
    });
    const closed = { LANDING_PAGE: 'false', INTROSPECTION: 'false' };
    expect(readConfig({ emulator: true }, closed)).toMatchObject({
      landingPage: false,
      introspection: false,
    });
  });

  it('is read from every variable', () => {
    const env = {
      PORT: '0',
      HOST: '::1',
      LAYERS_BASE_URL: 'http://localhost:9000/layers//',
      LAYERS_API_KEY: 'lp_test_abc_d-e_f',
      GATEWAY_SECRET: 'correct-horse-battery',
      CORS_ORIGINS: ' https://a.example , http://localhost:3000,',
      UPSTREAM_TIMEOUT_MS: '100',
      UPSTREAM_CONNECTIONS: '1',
      MAX_ANSWER_BYTES: '65536',
      MAX_BODY_BYTES: '1024',
      MAX_TOKENS: '100',
      MAX_DEPTH: '3',
      MAX_ALIASES: '1',
      MAX_FIELDS: '100',
      CALL_BUDGET: '7',
      CACHE_TTL_MS: '0',
      CACHE_BYTES: '65536',
      JIT: 'false',
      MEDIA_STORE_BYTES: '65536',
      REDIS_URL: 'rediss://user:p%40ss@cache.example.com:6380/2',
      IDLE_TIMEOUT_MS: '100',
      MAX_UPLOAD_BYTES: '1024',
      MAX_UPLOAD_FILES: '1',
      SPOOL_DIR: '/var/spool/layers',
      LANDING_PAGE: 'true',
      INTROSPECTION: 'true',
      SHUTDOWN_TIMEOUT_MS: '0',
      EMULATOR_PORT: '65535',
      LOG_LEVEL: 'silent',
      PERSISTED_DOCUMENTS: 'a.json, /b/c.json',
      UNRELATED: 'x',
    };
    expect(readConfig({}, env)).toEqual({
      port: 0,
      host: '::1',
      layersBaseUrl: 'http://localhost:9000/layers',
      layersApiKey: 'lp_test_abc_d-e_f',
      gatewaySecret: 'correct-horse-battery',
      corsOrigins: ['https://a.example', 'http://localhost:3000'],
      corsLoopback: false,
      upstreamTimeoutMs: 100,
      upstreamConnections: 1,
      maxAnswerBytes: 65_536,
      maxBodyBytes: 1024,
      maxTokens: 100,
      maxDepth: 3,
      maxAliases: 1,
      maxFields: 100,
      callBudget: 7,
      cacheTtlMs: 0,
      cacheBytes: 65_536,
      jit: false,
      mediaStoreBytes: 65_536,
      redisUrl: 'rediss://user:p%40ss@cache.example.com:6380/2',
      idleTimeoutMs: 100,
      persistedDocuments: ['a.json', '/b/c.json'],
      maxUploadBytes: 1024,
      maxUploadFiles: 1,
      spoolDir: '/var/spool/layers',
      landingPage: true,
      introspection: true,
      shutdownTimeoutMs: 0,
      emulatorPort: 65_535,
      logLevel: 'silent',
    });
  });

  it('takes an empty variable for one that is not set', () => {
    const names = [
      'PORT',
      'HOST',
      'LAYERS_BASE_URL',
      'LAYERS_API_KEY',
      'GATEWAY_SECRET',
      'REDIS_URL',
      'LANDING_PAGE',
      'LOG_LEVEL',
    ];
    expect(readConfig({}, Object.fromEntries(names.map((name) => [name, ''])))).toEqual(readConfig({}, {}));
  });
});

describe('a bad value', () => {
  const numbers = {
    PORT: ['-1', '65536', '80.5', 'http', '0x50', ' 80', '1e3'],
    EMULATOR_PORT: ['65536'],
    UPSTREAM_TIMEOUT_MS: ['99', '600001', '10s'],
    UPSTREAM_CONNECTIONS: ['0', '1025'],
    MAX_ANSWER_BYTES: ['1', '16MB'],
    MAX_BODY_BYTES: ['0', '99999999999'],
    MAX_TOKENS: ['99', 'Infinity'],
    MAX_DEPTH: ['2', '101'],
    MAX_ALIASES: ['0', '10001'],
    CALL_BUDGET: ['0', 'many'],
    CACHE_TTL_MS: ['-1', '1e3'],
    CACHE_BYTES: ['1'],
    JIT: ['yes'],
    MEDIA_STORE_BYTES: ['1'],
    SHUTDOWN_TIMEOUT_MS: ['-1', '600001'],
  };
  const texts = {
    LAYERS_BASE_URL: [
      'api.layers.com',
      'ftp://api.layers.com',
      'https://a:b@c',
      'https://a?b=c',
      'https://a#b',
      'https://',
    ],
    LAYERS_API_KEY: ['sk_live_1', 'lp_live_', 'lp_prod_a', 'lp_live_a b', 'lp_live_ä'],
    GATEWAY_SECRET: ['short', 'with spaces in the middle', 'ümlaute-are-not-ascii'],
    CORS_ORIGINS: [
      '*',
      'null',
      'app.example.com',
      'https://a.example/',
      'https://a.example/path',
      'https://a.example,b',
    ],
    REDIS_URL: [
      'cache.example.com:6379',
      'localhost',
      'http://cache.example.com',
      'unix:///run/redis.sock',
      'redis://',
      'redis:///0',
      'redis://cache.example.com/first',
      'redis://cache.example.com/0/1',
      'redis://cache.example.com?db=1',
      'redis://cache.example.com#0',
      'redis://:100%@cache.example.com',
      'redis://:%ff@cache.example.com',
      'redis://cache.example.com:99999',
    ],
    LANDING_PAGE: ['yes', '1', 'TRUE'],
    INTROSPECTION: ['on'],
    LOG_LEVEL: ['verbose', 'INFO'],
  };
  for (const [name, values] of Object.entries({ ...numbers, ...texts }))
    it(`of ${name} is told by its name`, () => {
      for (const value of values) {
        const told = problems({ [name]: value });
        expect(told.length, value).toBe(1);
        expect(told[0], value).toMatch(new RegExp(`^${name}: .{5,}`));
      }
    });

  it('does not hide another: all are told at once, a line each', () => {
    const told = problems({
      PORT: 'x',
      LAYERS_BASE_URL: 'x',
      CORS_ORIGINS: 'x',
      LOG_LEVEL: 'x',
      HOST: '0.0.0.0',
      LAYERS_API_KEY: 'lp_live_a',
    });
    expect(told.map((line) => line.slice(0, line.indexOf(':')))).toEqual(
      expect.arrayContaining(['PORT', 'LAYERS_BASE_URL', 'CORS_ORIGINS', 'LOG_LEVEL', 'GATEWAY_SECRET']),
    );
    expect(told).toHaveLength(5);
  });

  it('of a secret is told without the value', () => {
    const told = problems({
      LAYERS_API_KEY: 'sk_hidden',
      GATEWAY_SECRET: 'hid den',
      REDIS_URL: 'redis://us:hidden@cache.example.com/first',
    }).join();
    expect(told).toMatch(/LAYERS_API_KEY.*GATEWAY_SECRET.*REDIS_URL/);
    expect(told).not.toMatch(/hidden|hid den/);
  });
});

describe('a server-held key', () => {
  const key = { LAYERS_API_KEY: 'lp_live_a' };
  const secret = { GATEWAY_SECRET: 'correct-horse-battery' };

  it('needs no secret on loopback', () => {
    for (const HOST of ['127.0.0.1', '127.8.9.10', 'localhost', '::1'])
      expect(problems({ ...key, HOST }), HOST).toEqual([]);
  });

  it('needs a secret anywhere else', () => {
    for (const HOST of [
      '0.0.0.0',
      '::',
      '10.0.0.1',
      '127.0.0.1.evil.example',
      'localhost.evil.example',
      '0',
      'graph.example',
    ]) {
      expect(problems({ ...key, HOST }), HOST).toEqual([
        expect.stringMatching(/^GATEWAY_SECRET: .*LAYERS_API_KEY/),
      ]);
      expect(problems({ ...key, ...secret, HOST }), HOST).toEqual([]);
    }
  });

  it('needs none with the emulator, which leaves the key out', () => {
    expect(problems({ ...key, HOST: '0.0.0.0' }, { emulator: true })).toEqual([]);
  });

  it('is what needs it: without one any host is fine', () => {
    expect(problems({ HOST: '0.0.0.0' })).toEqual([]);
  });
});

describe('the process', () => {
  let program: Program;
  beforeAll(async () => {
    program = await buildProgram();
  }, 60_000);
  afterAll(() => program.remove());

  async function main(args: string[], env: NodeJS.ProcessEnv, stopAt?: RegExp) {
    const child = spawn(process.execPath, [program.main, ...args], {
      env: { PATH: process.env.PATH, ...env },
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
      if (stopAt?.test(stdout)) child.kill('SIGTERM');
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    const [code] = await once(child, 'close');
    return { code, stdout, stderr };
  }

  it('with a bad environment ends with 1 and every problem on stderr', async () => {
    const { code, stdout, stderr } = await main([], { PORT: 'x', LOG_LEVEL: 'x' });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/PORT: .*\nLOG_LEVEL: /);
    expect(stderr).not.toMatch(/ at .*main\.js/);
  });

  it('with an unknown flag ends with 1 and says which there are', async () => {
    const { code, stderr } = await main(['--emulater'], {});
    expect(code).toBe(1);
    expect(stderr).toMatch(/--emulater.*--emulator/);
  });

  it('on an address that it does not have ends with 1 and says so', async () => {
    const { code, stderr } = await main([], { HOST: '192.0.2.1', PORT: '0' });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Cannot start: .*EADDRNOTAVAIL/);
  });

  it('starts, says where it listens, and ends with 0 on SIGTERM', async () => {
    const { code, stdout, stderr } = await main([], { PORT: '0' }, /listening/);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout.split('\n')[0]!)).toMatchObject({
      msg: 'listening',
      url: expect.stringMatching(/^http:/),
    });
  });

  it('with the emulator prints the address, a key and a first query, and never a key of the environment', async () => {
    const env = { PORT: '0', EMULATOR_PORT: '0', LAYERS_API_KEY: 'lp_live_from-the-environment' };
    const { code, stdout } = await main(['--emulator'], env, /FirstLook/);
    expect(code).toBe(0);
    expect(stdout).toMatch(/GraphQL +http:\/\/127\.0\.0\.1:\d+\/graphql/);
    expect(stdout).toMatch(/lp_live_Emulator/);
    expect(stdout).not.toMatch(/from-the-environment/);
  });
});
