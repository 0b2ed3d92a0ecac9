import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

export interface Config {
  readonly port: number;
  readonly host: string;
  /** Without a slash at its end. */
  readonly layersBaseUrl: string;
  readonly layersApiKey: string | undefined;
  readonly gatewaySecret: string | undefined;
  readonly corsOrigins: readonly string[];
  /** Whether pages served by this machine may call too: an app in development, on the emulator. */
  readonly corsLoopback: boolean;
  readonly upstreamTimeoutMs: number;
  readonly upstreamConnections: number;
  readonly maxAnswerBytes: number;
  readonly maxBodyBytes: number;
  readonly maxTokens: number;
  readonly maxDepth: number;
  readonly maxAliases: number;
  readonly maxFields: number;
  readonly callBudget: number;
  /** Lifetime of a read in the cache; 0 turns it off. */
  readonly cacheTtlMs: number;
  readonly cacheBytes: number;
  readonly jit: boolean;
  readonly mediaStoreBytes: number;
  /** What replicas share; it may hold a password. */
  readonly redisUrl: string | undefined;
  readonly idleTimeoutMs: number;
  /** Files of texts by their hash, as codegen writes them. */
  readonly persistedDocuments: readonly string[];
  readonly maxUploadBytes: number;
  readonly maxUploadFiles: number;
  readonly spoolDir: string;
  readonly landingPage: boolean;
  readonly introspection: boolean;
  readonly shutdownTimeoutMs: number;
  readonly emulatorPort: number;
  readonly logLevel: string;
}

/** Every bad value of the environment, a line each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const whole = (low: number, high: number, byDefault: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${low} to ${high}`)
    .transform(Number)
    .refine((value) => value >= low && value <= high, `must be a whole number from ${low} to ${high}`)
    .default(byDefault);

const flag = z.enum(['true', 'false'], 'must be true or false').transform((word) => word === 'true');

const words = z
  .string()
  .default('')
  .transform((list) =>
    list
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== ''),
  );

const origins = words.refine(
  (list) => list.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin),
  {
    message: 'must be origins such as https://app.example.com, separated by commas',
  },
);

const baseUrl = z
  .string()
  .default('https://api.layers.com')
  .refine((text) => {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    return (
      /^https?:$/.test(url?.protocol ?? '') && !url?.username && !url?.password && !url?.search && !url?.hash
    );
  }, 'must be an http or https URL without credentials, query and fragment')
  .transform((text) => text.replace(/\/+$/, ''));

// The message never repeats the value: there may be a password in it.
const redisUrl = z.string().refine((text) => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return (
    /^rediss?:$/.test(url?.protocol ?? '') &&
    url?.hostname !== '' &&
    /^(?:\/\d*)?$/.test(url?.pathname ?? '') &&
    !url?.search &&
    !url?.hash &&
    isPercentEncoded(`${url?.username} ${url?.password}`)
  );
}, 'must be a redis or rediss URL such as redis://cache.example.com:6379 or rediss://user:word@cache.example.com/0');

function isPercentEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

const environment = z.object({
  PORT: whole(0, 65_535, 4000),
  HOST: z.string().default('127.0.0.1'),
  LAYERS_BASE_URL: baseUrl,
  LAYERS_API_KEY: z
    .string()
    .regex(/^lp_(?:live|test)_[\w-]+$/, 'must be a Layers key, lp_live_... or lp_test_...')
    .optional(),
  GATEWAY_SECRET: z
    .string()
    .regex(/^[\x21-\x7e]{16,}$/, 'must be at least 16 visible ASCII characters')
    .optional(),
  CORS_ORIGINS: origins,
  PERSISTED_DOCUMENTS: words,
  UPSTREAM_TIMEOUT_MS: whole(100, 600_000, 10_000),
  UPSTREAM_CONNECTIONS: whole(1, 1024, 64),
  MAX_ANSWER_BYTES: whole(65_536, 2 ** 30, 16 * 2 ** 20),
  MAX_BODY_BYTES: whole(1024, 2 ** 30, 4 * 2 ** 20),
  MAX_TOKENS: whole(100, 1_000_000, 5_000),
  MAX_DEPTH: whole(3, 100, 20),
  MAX_ALIASES: whole(1, 10_000, 200),
  MAX_FIELDS: whole(100, 100_000_000, 250_000),
  CALL_BUDGET: whole(1, 1_000_000, 1000),
  CACHE_TTL_MS: whole(0, 3_600_000, 5000),
  CACHE_BYTES: whole(65_536, 2 ** 34, 64 * 2 ** 20),
  JIT: flag.optional(),
  MEDIA_STORE_BYTES: whole(65_536, 2 ** 34, 64 * 2 ** 20),
  REDIS_URL: redisUrl.optional(),
  IDLE_TIMEOUT_MS: whole(100, 600_000, 30_000),
  MAX_UPLOAD_BYTES: whole(1024, 2 ** 40, 2 * 2 ** 30),
  MAX_UPLOAD_FILES: whole(1, 100, 20),
  SPOOL_DIR: z.string().default(join(tmpdir(), 'layers-graphql')),
  LANDING_PAGE: flag.optional(),
  INTROSPECTION: flag.optional(),
  SHUTDOWN_TIMEOUT_MS: whole(0, 600_000, 30_000),
  EMULATOR_PORT: whole(0, 65_535, 4010),
  LOG_LEVEL: z
    .enum(
      ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
      'must be trace, debug, info, warn, error, fatal or silent',
    )
    .default('info'),
});

/** Whether a host name, or the value of a Host header, is this machine's loopback. */
export function isLoopback(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|::1|\[::1\])(?::\d+)?$/i.test(host);
}

const sandboxOrigin = 'https://studio.apollographql.com';

/**
 * Reads the environment; throws `ConfigError` with every bad value at once. With the emulator the server-held key stays
 * out, and landing page, introspection and Apollo Sandbox are on unless turned off.
 */
export function readConfig({ emulator = false } = {}, env: NodeJS.ProcessEnv = process.env): Config {
  // An empty variable is one that a deployment template left blank.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const { data, error } = environment.safeParse(given);
  const problems = (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
  const host = given.HOST ?? '127.0.0.1';
  if (
    given.LAYERS_API_KEY !== undefined &&
    !emulator &&
    !isLoopback(host) &&
    given.GATEWAY_SECRET === undefined
  )
    problems.push(
      `GATEWAY_SECRET: must be set, because with HOST=${host} everybody who can reach this server would act with LAYERS_API_KEY`,
    );
  if (data === undefined || problems.length > 0) throw new ConfigError(problems.join('\n'));
  return {
    port: data.PORT,
    host: data.HOST,
    layersBaseUrl: data.LAYERS_BASE_URL,
    layersApiKey: emulator ? undefined : data.LAYERS_API_KEY,
    gatewaySecret: data.GATEWAY_SECRET,
    corsOrigins: emulator ? [...data.CORS_ORIGINS, sandboxOrigin] : data.CORS_ORIGINS,
    corsLoopback: emulator,
    upstreamTimeoutMs: data.UPSTREAM_TIMEOUT_MS,
    upstreamConnections: data.UPSTREAM_CONNECTIONS,
    maxAnswerBytes: data.MAX_ANSWER_BYTES,
    maxBodyBytes: data.MAX_BODY_BYTES,
    maxTokens: data.MAX_TOKENS,
    maxDepth: data.MAX_DEPTH,
    maxAliases: data.MAX_ALIASES,
    maxFields: data.MAX_FIELDS,
    callBudget: data.CALL_BUDGET,
    cacheTtlMs: data.CACHE_TTL_MS,
    cacheBytes: data.CACHE_BYTES,
    jit: data.JIT ?? true,
    mediaStoreBytes: data.MEDIA_STORE_BYTES,
    redisUrl: data.REDIS_URL,
    idleTimeoutMs: data.IDLE_TIMEOUT_MS,
    persistedDocuments: data.PERSISTED_DOCUMENTS,
    maxUploadBytes: data.MAX_UPLOAD_BYTES,
    maxUploadFiles: data.MAX_UPLOAD_FILES,
    spoolDir: data.SPOOL_DIR,
    landingPage: data.LANDING_PAGE ?? emulator,
    introspection: data.INTROSPECTION ?? emulator,
    shutdownTimeoutMs: data.SHUTDOWN_TIMEOUT_MS,
    emulatorPort: data.EMULATOR_PORT,
    logLevel: data.LOG_LEVEL,
  };
}
