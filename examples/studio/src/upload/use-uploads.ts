import { useEffect, useSyncExternalStore } from 'react';
import { running, type Upload } from './upload';
import type { Uploads } from './uploads';

export function useUploads(uploads: Uploads): readonly Upload[] {
  return useSyncExternalStore(uploads.subscribe, uploads.list);
}

/** Asks before a tab is closed that still sends, or would when the connection is back, and goes on when the connection is back. */
export function useUploadsLifetime(uploads: Uploads): void {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (uploads.list().some(({ phase }) => phase === 'lost' || running.includes(phase)))
        event.preventDefault();
    };
    const resume = () => uploads.retryLost();
    addEventListener('beforeunload', ask);
    addEventListener('online', resume);
    return () => {
      removeEventListener('beforeunload', ask);
      removeEventListener('online', resume);
    };
  }, [uploads]);
}
