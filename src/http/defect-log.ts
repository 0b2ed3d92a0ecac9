import type { Logger } from 'pino';

/**
 * Logs a fault of ours by its kind and its place. Not by its message: graphql-js and others quote the value that they
 * choke on, and that may be a caption or a signed URL.
 */
export function logDefect(logger: Logger, msg: string, error: unknown): void {
  const { name, stack } = error instanceof Error ? error : new Error();
  const frames = (stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  logger.error({ msg, error: name, stack: frames.slice(0, 20).map((line) => line.trim()) });
}
