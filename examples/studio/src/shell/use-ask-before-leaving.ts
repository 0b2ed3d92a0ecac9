import { useEffect, useEffectEvent } from 'react';

/** Asks before a tab is closed that holds what would be lost with it. */
export function useAskBeforeLeaving(something: () => boolean): void {
  const ask = useEffectEvent((event: BeforeUnloadEvent) => {
    if (something()) event.preventDefault();
  });
  useEffect(() => {
    const listen = (event: BeforeUnloadEvent) => ask(event);
    addEventListener('beforeunload', listen);
    return () => removeEventListener('beforeunload', listen);
  }, []);
}
