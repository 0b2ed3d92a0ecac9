import { useEffect, useEffectEvent, useRef } from 'react';

interface LoadMoreProps {
  busy: boolean;
  onMore: () => void;
}

/** Loads by itself when it comes into sight; a button all the same, for keyboards and screen readers. */
export function LoadMore({ busy, onMore }: LoadMoreProps) {
  const button = useRef<HTMLButtonElement>(null);
  const more = useEffectEvent(onMore);
  useEffect(() => {
    if (busy || !button.current) return;
    // Made anew after each page: when it is still in sight, it loads the next.
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) more();
      },
      { rootMargin: '300px' },
    );
    observer.observe(button.current);
    return () => observer.disconnect();
  }, [busy]);
  return (
    <button
      ref={button}
      type="button"
      className="load-more"
      aria-disabled={busy}
      onClick={() => busy || onMore()}
    >
      {busy ? 'Loading…' : 'Load more'}
    </button>
  );
}
