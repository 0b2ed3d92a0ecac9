import { Agent, type Dispatcher } from 'undici';

/**
 * Opens the pool that all upstream calls share. `connections` is the most sockets per origin.
 * Time is bounded by each call's own deadline, so undici's timers are off. The caller closes it.
 */
export function startDispatcher({ connections }: { connections: number }): Dispatcher {
  return new Agent({
    connections,
    pipelining: 1,
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: 10_000,
  });
}

/** Opens the pool for uploads: as many sockets as there are files, because a slow one would hold up those behind it. */
export function startStorageDispatcher(): Dispatcher {
  return new Agent({ pipelining: 1, headersTimeout: 0, bodyTimeout: 0, keepAliveTimeout: 4_000 });
}
