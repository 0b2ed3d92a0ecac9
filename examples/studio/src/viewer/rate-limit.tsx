import './viewer.css';
import { useQuery } from '@apollo/client/react';
import { useEffect, useMemo } from 'react';
import type { Activity } from '../client/activity';
import { useCountdown } from '../errors/use-countdown';
import { type FragmentType, getFragmentData, graphql } from '../generated';

/** Asks Layers nothing: the graph knows it from the answers that it has seen. */
const RateLimit = graphql(`
  query RateLimit {
    layersViewer {
      reads: rateLimit(class: "read-light") {
        ...Bucket_LayersRateLimit
      }
      writes: rateLimit(class: "write-light") {
        ...Bucket_LayersRateLimit
      }
    }
  }
`);

/** So that a page that asks ten things at once asks this once. */
const settleMs = 400;

/** What the key has left in this minute; looked up again after everything that may have cost something. */
export function RateLimitIndicator({ activity }: { activity: Activity }) {
  const { data, refetch } = useQuery(RateLimit, { fetchPolicy: 'network-only' });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const leave = activity.subscribe(() => {
      clearTimeout(timer);
      // An indicator that cannot be told stays as it was.
      timer = setTimeout(() => void refetch().catch(() => undefined), settleMs);
    });
    return () => {
      clearTimeout(timer);
      leave();
    };
  }, [activity, refetch]);
  const { reads, writes } = data?.layersViewer ?? {};
  return (
    <section className="rate-limit" aria-label="Rate limit">
      <Bucket label="Reads" bucket={reads} />
      <Bucket label="Writes" bucket={writes} />
    </section>
  );
}

const BucketFragment = graphql(`
  fragment Bucket_LayersRateLimit on LayersRateLimit {
    limit
    remaining
    reset
  }
`);

interface BucketProps {
  label: string;
  bucket: FragmentType<typeof BucketFragment> | null | undefined;
}

function Bucket({ label, bucket }: BucketProps) {
  const { limit, remaining, reset } = getFragmentData(BucketFragment, bucket) ?? {};
  const untilResetMs = useMemo(() => (reset ? Date.parse(reset) - Date.now() : undefined), [reset]);
  const seconds = useCountdown(untilResetMs, reset);
  const known = limit != null && remaining != null;
  // A window that is over is a full bucket, whatever was told of it.
  const left = known && reset && seconds === 0 ? limit : remaining;
  return (
    <div className="bucket">
      <span className="muted">{label}</span>
      <meter
        aria-label={`${label} left this minute`}
        min={0}
        max={limit ?? 1}
        low={(limit ?? 0) / 4}
        optimum={limit ?? 1}
        value={left ?? 0}
      />
      <span className="amount" title={seconds > 0 ? `Full again in ${seconds} s` : undefined}>
        {known ? `${left} / ${limit}` : '–'}
      </span>
    </div>
  );
}
