import { useQuery } from '@apollo/client/react';
import { toProblems } from '../errors/problem';
import { ProblemList } from '../errors/problem-list';
import { formatTime, formatWord } from '../format/amounts';
import { type FragmentType, getFragmentData, graphql } from '../generated';
import { Drawer } from '../shell/drawer';
import { go, routeTo } from '../shell/route';
import { AssetList } from './asset-list';
import { Caption } from './caption';
import { PlatformFit } from './platform-fit';
import { toneOf } from './tone';

const ContentDetail = graphql(`
  query ContentDetail($id: ID!) {
    contentItem(id: $id) {
      id
      ...ContentFacts_ContentItem
      ...Caption_ContentItem
      ...PlatformFit_ContentItem
      ...AssetList_ContentItem
    }
  }
`);

interface ContentDrawerProps {
  id: string;
  projectId: string;
}

/** Everything about one item. */
export function ContentDrawer({ id, projectId }: ContentDrawerProps) {
  const { data, error, loading, refetch } = useQuery(ContentDetail, {
    variables: { id },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
  });
  const item = data?.contentItem;
  return (
    <Drawer title="Content item" onClose={() => go({ projectId, screen: 'library' })}>
      {error && (
        <ProblemList problems={toProblems(error)} onRetry={() => void refetch().catch(() => undefined)} />
      )}
      {loading && !item && <p role="status">Loading…</p>}
      {!loading && !error && !item && <p>Layers knows no such item.</p>}
      {item && (
        <>
          <ContentFacts item={item} />
          <PlatformFit item={item} />
          <Caption key={id} item={item} href={routeTo({ projectId, screen: 'library', id })} />
          <AssetList item={item} />
        </>
      )}
    </Drawer>
  );
}

const ContentFactsFragment = graphql(`
  fragment ContentFacts_ContentItem on ContentItem {
    id
    status
    statusRaw
    creativeType
    approvalStatus
    createdAt
    hook
    lastError {
      message
    }
  }
`);

function ContentFacts({ item }: { item: FragmentType<typeof ContentFactsFragment> }) {
  const facts = getFragmentData(ContentFactsFragment, item);
  const { status, statusRaw, creativeType, approvalStatus, createdAt, hook, lastError } = facts;
  return (
    <div className="stack">
      <div className="badges">
        <span className={`badge ${toneOf(status)}`}>{formatWord(statusRaw ?? status ?? 'unknown')}</span>
        {creativeType && <span className="badge">{formatWord(creativeType)}</span>}
        {approvalStatus && approvalStatus !== 'NOT_REQUIRED' && (
          <span className="badge">Review: {formatWord(approvalStatus).toLowerCase()}</span>
        )}
      </div>
      {createdAt && <p className="muted">Created {formatTime(createdAt)}</p>}
      {hook && <p className="hook">{hook}</p>}
      {lastError?.message && <p className="refusal">{lastError.message}</p>}
    </div>
  );
}
