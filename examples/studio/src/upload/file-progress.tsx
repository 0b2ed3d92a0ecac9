import { formatBytes, formatSeconds } from '../format/amounts';
import type { Progress } from './pace';

interface FileProgressProps {
  name: string;
  totalBytes: number;
  progress: Progress;
}

/** How much of a file is there, how fast, and how long it will take. */
export function FileProgress({ name, totalBytes, progress }: FileProgressProps) {
  const { sentBytes, bytesPerSecond, secondsLeft, stalled } = progress;
  const under = sentBytes < totalBytes;
  return (
    <div className="file-progress">
      <progress aria-label={`${name} sent`} max={totalBytes} value={sentBytes} />
      <p className="muted facts">
        <span>
          {formatBytes(sentBytes)} of {formatBytes(totalBytes)}
        </span>
        {under && stalled && <span>Stalled</span>}
        {under && bytesPerSecond !== undefined && <span>{formatBytes(Math.round(bytesPerSecond))}/s</span>}
        {under && secondsLeft !== undefined && <span>{formatSeconds(Math.ceil(secondsLeft))} left</span>}
      </p>
    </div>
  );
}
