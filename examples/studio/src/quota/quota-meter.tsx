import './quota.css';
import { makeVar } from '@apollo/client';
import { useReactiveVar } from '@apollo/client/react';
import type { Problem } from '../errors/problem';
import { formatBytes, formatCount } from '../format/amounts';
import { type FragmentType, getFragmentData, graphql } from '../generated';

const QuotaFragment = graphql(`
  fragment QuotaMeter_UploadQuota on UploadQuota {
    currentUploads
    maxUploads
    currentBytes
    maxBytes
  }
`);

type Quota = FragmentType<typeof QuotaFragment>;

/** By project. Layers tells the numbers only when it refuses an upload. */
const quotas = makeVar<ReadonlyMap<string, Quota>>(new Map());

/** Keeps what an answer told of the quota, for the meter. */
export function noteQuota(projectId: string, problems: readonly Problem[]): void {
  const quota = problems.find(({ uploadQuota }) => uploadQuota)?.uploadQuota;
  if (quota) quotas(new Map(quotas()).set(projectId, quota));
}

export function QuotaMeter({ projectId }: { projectId: string }) {
  const quota = getFragmentData(QuotaFragment, useReactiveVar(quotas).get(projectId));
  if (!quota) return null;
  const { currentUploads, maxUploads, currentBytes, maxBytes } = quota;
  return (
    <section className="quota" aria-label="Upload quota">
      {currentUploads != null && maxUploads != null && (
        <Meter label="Uploads" value={currentUploads} most={maxUploads} format={formatCount} />
      )}
      {currentBytes != null && maxBytes != null && (
        <Meter label="Storage" value={currentBytes} most={maxBytes} format={formatBytes} />
      )}
      <p className="hint">As of the last refused upload. Archived items and uploads under way count.</p>
    </section>
  );
}

interface MeterProps {
  label: string;
  value: number;
  most: number;
  format: (amount: number) => string;
}

function Meter({ label, value, most, format }: MeterProps) {
  const text = `${format(value)} of ${format(most)}`;
  return (
    <div className="quota-line">
      <span>{label}</span>
      <meter
        aria-label={label}
        aria-valuetext={text}
        min={0}
        max={most}
        high={most * 0.8}
        optimum={0}
        value={value}
      />
      <span className="muted">{text}</span>
    </div>
  );
}
