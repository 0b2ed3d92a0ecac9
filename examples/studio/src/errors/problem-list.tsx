import './errors.css';
import { CopyButton } from './copy-button';
import type { Problem } from './problem';
import { useCountdown } from './use-countdown';

interface ProblemListProps {
  problems: readonly Problem[];
  /** Offered where trying again may help. */
  onRetry?: () => void;
  /** Offers it for every problem: a retry here is not the same call again. */
  alwaysRetry?: boolean;
  retryLabel?: string;
}

/** What went wrong, in words, with the way on. */
export function ProblemList({ problems, onRetry, alwaysRetry = false, retryLabel }: ProblemListProps) {
  if (problems.length === 0) return null;
  const retryable = alwaysRetry || problems.every((problem) => problem.retryable);
  const waitMs = Math.max(0, ...problems.map(({ retryAfterMs }) => retryAfterMs ?? 0));
  return (
    <div className="problems">
      <div role="alert">
        {problems.map((problem) => (
          <p key={`${problem.code} ${problem.message}`}>
            {messageOf(problem)} <code>{problem.code}</code>
          </p>
        ))}
      </div>
      <div className="problem-actions">
        {onRetry && retryable && (
          <RetryButton waitMs={waitMs} since={problems} onRetry={onRetry} label={retryLabel} />
        )}
        <RequestIds problems={problems} />
      </div>
    </div>
  );
}

/** The graph's words tell the wait as it was then; the countdown beside the button tells it as it is. */
function messageOf({ code, message, retryAfterMs }: Problem): string {
  return code === 'RATE_LIMITED' && retryAfterMs ? 'Layers wants this API key to wait.' : message;
}

interface RetryButtonProps {
  waitMs: number;
  since: unknown;
  onRetry: () => void;
  label?: string;
}

function RetryButton({ waitMs, since, onRetry, label = 'Try again' }: RetryButtonProps) {
  const seconds = useCountdown(waitMs, since);
  return (
    <>
      <button type="button" disabled={seconds > 0} onClick={onRetry}>
        {label}
      </button>
      {seconds > 0 && (
        <span className="muted" role="timer">
          in {seconds} s
        </span>
      )}
    </>
  );
}

/** What support asks for first. */
export function RequestIds({ problems }: Pick<ProblemListProps, 'problems'>) {
  const ids = new Set(problems.flatMap(({ requestId }) => requestId ?? []));
  return [...ids].map((id) => (
    <span key={id} className="request-id">
      Request <code title={id}>{id}</code>
      <CopyButton text={id} label={`Copy request id ${id}`} />
    </span>
  ));
}
