import { useEffect, useState } from 'react';

/** Whole seconds until `ms` have passed since `since` last changed; 0 when they have. */
export function useCountdown(ms: number | null | undefined, since: unknown): number {
  const [left, setLeft] = useState(() => toSeconds(ms));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same wait told anew starts anew.
  useEffect(() => {
    setLeft(toSeconds(ms));
    if (!ms) return;
    const endsAt = Date.now() + ms;
    const timer = setInterval(() => {
      const rest = toSeconds(endsAt - Date.now());
      setLeft(rest);
      if (rest === 0) clearInterval(timer);
    }, 250);
    return () => clearInterval(timer);
  }, [ms, since]);
  return left;
}

function toSeconds(ms: number | null | undefined): number {
  return Math.max(0, Math.ceil((ms ?? 0) / 1000));
}
