import type { ContentStatus } from '../generated/graphql';

/** The colour of a status. */
export function toneOf(status: ContentStatus | null | undefined): string {
  if (status === 'COMPLETED') return 'good';
  if (status === 'FAILED') return 'bad';
  return status === 'QUEUED' || status === 'PROCESSING' ? 'busy' : '';
}
