/** Where a file is on its way. */
export interface Progress {
  readonly sentBytes: number;
  readonly bytesPerSecond?: number;
  readonly secondsLeft?: number;
  /** Nothing has moved for some seconds. */
  readonly stalled?: boolean;
}

/** The rate is that of the last seconds, so that it follows the connection but does not jump. */
const windowMs = 4000;
/** Without a byte for so long there is no rate to tell. */
const stalledMs = 3000;

/** Makes what people read of what the browser counts; to be told that nothing has moved as well. */
export function createPace(totalBytes: number): (sentBytes: number) => Progress {
  let moved = { at: performance.now(), bytes: 0 };
  const seen: { at: number; bytes: number }[] = [{ at: performance.now(), bytes: 0 }];
  return (sentBytes) => {
    const now = performance.now();
    if (sentBytes !== moved.bytes) moved = { at: now, bytes: sentBytes };
    else if (now - moved.at > stalledMs) return { sentBytes, stalled: true };
    seen.push({ at: now, bytes: sentBytes });
    while (seen.length > 2 && now - seen[0]!.at > windowMs) seen.shift();
    const [first] = seen;
    const seconds = (now - first!.at) / 1000;
    const bytesPerSecond = seconds > 0 ? (sentBytes - first!.bytes) / seconds : 0;
    if (bytesPerSecond <= 0) return { sentBytes };
    return { sentBytes, bytesPerSecond, secondsLeft: (totalBytes - sentBytes) / bytesPerSecond };
  };
}
