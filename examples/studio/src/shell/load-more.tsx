import { type RefObject, useEffect, useEffectEvent, useRef } from 'react';

interface LoadMoreProps {
  /** What grows. */
  list: RefObject<HTMLElement | null>;
  more: boolean;
  busy: boolean;
  onMore: () => void;
}

/** Loads by itself when it comes into sight; a button all the same, for keyboards and screen readers. */
export function LoadMore({ list, more, busy, onMore }: LoadMoreProps) {
  const button = useRef<HTMLButtonElement>(null);
  /** How many there were when somebody on the button asked for more. */
  const known = useRef<number>(undefined);
  const links = () => list.current?.querySelectorAll<HTMLElement>('li > a') ?? [];
  const load = useEffectEvent(() => {
    known.current = document.activeElement === button.current ? links().length : undefined;
    onMore();
  });
  // The button moves behind what has come, or goes: whoever was on it reads on with the first that is new.
  const readOn = useEffectEvent(() => {
    if (known.current !== undefined) links()[known.current]?.focus();
    known.current = undefined;
  });
  useEffect(() => {
    if (busy) return;
    readOn();
    if (!more || !button.current) return;
    // Made anew after each page: when it is still in sight, it loads the next.
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) load();
      },
      { rootMargin: '300px' },
    );
    observer.observe(button.current);
    return () => observer.disconnect();
  }, [busy, more]);
  if (!more) return null;
  return (
    <button
      ref={button}
      type="button"
      className="load-more"
      aria-disabled={busy}
      onClick={() => {
        if (busy) return;
        known.current = links().length;
        onMore();
      }}
    >
      {busy ? 'Loading…' : 'Load more'}
    </button>
  );
}
