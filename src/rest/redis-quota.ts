import { createHash } from 'node:crypto';
import type { Redis, RedisCommand } from '../redis/client.js';
import { redisKey } from '../redis/key.js';
import type { SharedBuckets, SharedState } from './shared-bucket.js';

/**
 * One bucket, reckoned as `Bucket` does, in a hash. Redis runs it whole, so that no two replicas are given the same
 * call, and by its own clock, since those of replicas may differ. A replica that ends while it has calls under way
 * leaves them counted until the window ends.
 *
 * KEYS: the bucket; until when the whole key is paused. ARGV: what to do, and its arguments; "" is unknown.
 * It answers what is known then, times as milliseconds from now, nil for unknown.
 */
const script = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local sameResetMs, windowMs, longestWaitMs, keptMs = 2000, 60000, 2000, 600000
local bucket = { call = 0, windowCall = 0, silentCall = 0, underWay = 0, silent = 0, paused = 0 }
local flat = redis.call('HGETALL', KEYS[1])
for i = 1, #flat, 2 do bucket[flat[i]] = tonumber(flat[i + 1]) end
local allPaused = tonumber(redis.call('GET', KEYS[2]) or 0)

local function begin(lastCall)
  bucket.least, bucket.leastCall, bucket.reset, bucket.firstReset = nil, nil, nil, nil
  bucket.silent, bucket.windowCall = 0, lastCall
end
if bucket.reset and bucket.reset <= now then
  begin(bucket.call)
  bucket.underWay = 0
end

local function left()
  local most = bucket.least or bucket.limit
  return most and most - bucket.underWay - bucket.silent
end

local function isOfThisWindow(call, reset)
  if reset <= now then return false end
  local first = bucket.firstReset
  if first and math.abs(reset - first) <= sameResetMs then
    bucket.reset = math.max(bucket.reset, reset)
    return true
  end
  if first and reset < first and call <= bucket.windowCall then return false end
  if first then begin(call - 1) end
  bucket.reset, bucket.firstReset = reset, reset
  return true
end

local function isOfNextWindow(call, remaining)
  if not bucket.least or bucket.firstReset then return false end
  return call > (bucket.leastCall or 0) and remaining - bucket.least > (bucket.limit or remaining) / 4
end

local granted = 0
local firstCall = bucket.call + 1
local what = ARGV[1]
if what == 'take' then
  local count, whole = tonumber(ARGV[2]), ARGV[3] == '1'
  bucket.limit = bucket.limit or tonumber(ARGV[4])
  local has = left()
  if math.max(bucket.paused, allPaused) > now then
    granted = 0
  elseif not has or has >= count then
    granted = count
  elseif not whole or not bucket.reset or bucket.reset - now <= longestWaitMs then
    granted = math.max(has, 0)
  end
  bucket.call = bucket.call + granted
  bucket.underWay = bucket.underWay + granted
  if granted > 0 then bucket.reset = bucket.reset or now + windowMs end
elseif what == 'end' then
  local call, isDrawn = tonumber(ARGV[2]), ARGV[3] == '1'
  local limit, remaining, resetMs = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
  if call > math.max(bucket.windowCall, 0) then
    bucket.underWay = math.max(bucket.underWay - 1, 0)
    if isDrawn then
      bucket.silent = bucket.silent + 1
      bucket.silentCall = bucket.call
    end
  end
  if call > 0 and remaining and not resetMs and isOfNextWindow(call, remaining) then
    begin(call - 1)
    bucket.reset = now + windowMs
  end
  -- One that was made without Redis is not numbered here: nothing is known of its order.
  if call == 0 then call = bucket.call end
  if not resetMs or isOfThisWindow(call, now + resetMs) then
    bucket.limit = limit or bucket.limit
    if remaining then
      if not bucket.least or remaining < bucket.least then
        bucket.least, bucket.leastCall = remaining, bucket.call
      end
      if call > bucket.silentCall then bucket.silent = 0 end
    end
  end
elseif what == 'pause' then
  bucket.paused = math.max(bucket.paused, now + tonumber(ARGV[2]))
elseif what == 'pause all' then
  allPaused = math.max(allPaused, now + tonumber(ARGV[2]))
  redis.call('SET', KEYS[2], allPaused, 'PX', math.ceil(allPaused - now) + 1)
elseif what == 'empty' then
  if bucket.firstReset then bucket.least, bucket.leastCall = math.min(bucket.least or 0, 0), bucket.call end
end

if what ~= 'look' then
  local fields = {}
  for name, value in pairs(bucket) do
    fields[#fields + 1] = name
    fields[#fields + 1] = string.format('%.0f', value)
  end
  redis.call('DEL', KEYS[1])
  redis.call('HSET', KEYS[1], unpack(fields))
  redis.call('PEXPIREAT', KEYS[1], string.format('%.0f', math.max(bucket.reset or 0, bucket.paused, now) + keptMs))
end
local has = left()
return {
  granted, firstCall, bucket.limit or false, has or false, bucket.reset and bucket.reset - now or false,
  bucket.firstReset and 1 or 0, math.max(bucket.paused - now, 0), math.max(allPaused - now, 0)
}
`;

const scriptHash = createHash('sha1').update(script).digest('hex');

interface Asked {
  readonly command: RedisCommand;
  readonly tell: (reply: unknown) => void;
}

/** Buckets that all replicas draw from. While Redis is away each replica goes on with what it knows. */
export function createSharedBuckets(redis: Redis): SharedBuckets {
  let asked: Asked[] = [];
  // Each connection anew: another server may answer there, or one that has forgotten it.
  const load = () => void redis.run([['SCRIPT', 'LOAD', script]]).catch(() => {});
  redis.onThere(load);
  if (redis.isThere) load();

  /** What is asked for in one tick is one round trip. */
  async function send(): Promise<void> {
    const sent = asked;
    asked = [];
    const replies = await redis.run(sent.map(({ command }) => command)).catch(() => []);
    sent.forEach(({ tell }, index) => {
      tell(replies[index]);
    });
  }

  return {
    get isThere() {
      return redis.isThere;
    },
    of(caller, endpointClass) {
      const keys = [redisKey('quota', caller, endpointClass), redisKey('quota', caller)];
      const run = (...args: (string | number)[]): Promise<SharedState | undefined> => {
        if (!redis.isThere) return Promise.resolve(undefined);
        if (asked.length === 0) setImmediate(() => void send());
        return new Promise((resolve) => {
          asked.push({
            command: ['EVALSHA', scriptHash, '2', ...keys, ...args.map(String)],
            tell: (reply) => resolve(Array.isArray(reply) ? stateOf(reply) : undefined),
          });
        });
      };
      return {
        get isThere() {
          return redis.isThere;
        },
        take: (count, whole, limit) => run('take', count, whole ? 1 : 0, limit ?? ''),
        end(call, isDrawn, told) {
          const resetMs = told?.resetAt == null ? '' : Math.ceil(told.resetAt - Date.now());
          return run('end', call, isDrawn ? 1 : 0, told?.limit ?? '', told?.remaining ?? '', resetMs);
        },
        pause: (ms, isOfAll) => void run(isOfAll ? 'pause all' : 'pause', Math.ceil(ms)),
        empty: () => void run('empty'),
        look: () => run('look'),
      };
    },
  };
}

function stateOf(reply: readonly unknown[]): SharedState {
  const number = (value: unknown): number | null => (typeof value === 'number' ? value : null);
  const [granted, firstCall, limit, left, resetMs, isTold, pausedMs, allPausedMs] = reply.map(number);
  return {
    granted: granted ?? 0,
    firstCall: firstCall ?? 0,
    limit: limit ?? null,
    left: left ?? null,
    resetMs: resetMs ?? null,
    isTold: isTold === 1,
    pausedMs: pausedMs ?? 0,
    allPausedMs: allPausedMs ?? 0,
  };
}
