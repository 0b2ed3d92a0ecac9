import './library.css';
import { NetworkStatus } from '@apollo/client';
import { useApolloClient, useQuery } from '@apollo/client/react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { toProblems } from '../errors/problem';
import { ProblemList } from '../errors/problem-list';
import { graphql } from '../generated';
import { QuotaMeter } from '../quota/quota-meter';
import { LoadMore } from '../shell/load-more';
import { ContentCard } from './content-card';
import { ContentDrawer } from './content-drawer';
import { allContent, type ContentFilter, Filters } from './filters';

const Library = graphql(`
  query Library($projectId: ID!, $first: Int!, $after: String, $filter: ContentItemFilter) {
    contentItems(projectId: $projectId, first: $first, after: $after, filter: $filter) {
      edges {
        cursor
        node {
          id
          ...ContentCard_ContentItem
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** Two rows of a wide screen. A page is one read. */
const pageSize = 8;
const placeholders = Array.from({ length: pageSize }, (_, index) => `placeholder-${index}`);

interface LibraryScreenProps {
  projectId: string;
  /** The item that is open. */
  openId?: string;
  /** How many uploads have become items while the studio was open. */
  uploaded: number;
}

export function LibraryScreen({ projectId, openId, uploaded }: LibraryScreenProps) {
  const client = useApolloClient();
  const [filter, setFilter] = useState<ContentFilter>(allContent);
  /** Filters whose list was read since the screen was entered, or an upload was done; the others may be old. */
  const fresh = useRef(new Set<string>());
  const { data, error, networkStatus, fetchMore, refetch } = useQuery(Library, {
    variables: variablesOf(projectId, filter),
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: () => 'cache-first',
    notifyOnNetworkStatusChange: true,
  });
  const list = useRef<HTMLUListElement>(null);
  /** Of the list of one filter: another list has no part in it. */
  const [moreFailed, setMoreFailed] = useState<{ filter: ContentFilter; error: unknown }>();
  const moreError = moreFailed?.filter === filter ? moreFailed.error : undefined;
  const items = data?.contentItems?.edges ?? [];
  const page = data?.contentItems?.pageInfo;
  const busy = networkStatus !== NetworkStatus.ready && networkStatus !== NetworkStatus.error;
  /** A list that is there stays as it is while it is read anew. */
  const waiting = busy && (items.length === 0 || networkStatus === NetworkStatus.fetchMore);

  async function loadMore() {
    setMoreFailed(undefined);
    const failed = (error: unknown) => setMoreFailed({ filter, error });
    await fetchMore({ variables: { after: page?.endCursor } }).catch(failed);
  }

  function choose(next: ContentFilter) {
    fresh.current.add(keyOf(filter));
    setFilter(next);
    setMoreFailed(undefined);
    const kept = client.readQuery({ query: Library, variables: variablesOf(projectId, next) });
    // Without it the list is read anyway.
    if (kept && !fresh.current.has(keyOf(next))) readHead(next);
  }

  async function reload() {
    if (busy) return;
    fresh.current.clear();
    setMoreFailed(undefined);
    // What went wrong is in `error`.
    await refetch().catch(() => undefined);
  }

  /** Not by `refetch`, which would leave one page of a list that somebody has scrolled. */
  function readHead(filter: ContentFilter) {
    const variables = variablesOf(projectId, filter);
    const context = { queryDeduplication: false };
    void client
      .query({ query: Library, variables, fetchPolicy: 'network-only', context })
      .catch(() => undefined);
  }

  const onUploaded = useEffectEvent(() => {
    fresh.current.clear();
    readHead(filter);
  });
  const known = useRef(uploaded);
  useEffect(() => {
    if (uploaded > known.current) onUploaded();
    known.current = uploaded;
  }, [uploaded]);

  return (
    <>
      <div className="screen-head">
        <h1>Library</h1>
        <button type="button" className="quiet small" aria-disabled={busy} onClick={() => void reload()}>
          Reload
        </button>
      </div>
      <QuotaMeter projectId={projectId} />
      <Filters filter={filter} onChange={choose} />
      {error && <ProblemList problems={toProblems(error)} onRetry={() => void reload()} />}
      <ul ref={list} className="cards" aria-label="Content items" aria-busy={busy}>
        {items.map(({ node }) => (
          <ContentCard key={node.id} item={node} projectId={projectId} />
        ))}
        {waiting &&
          placeholders.map((key) => <li key={key} className="card placeholder" aria-hidden="true" />)}
      </ul>
      {!busy && !error && items.length === 0 && (
        <p className="empty">
          {data?.contentItems ? 'Nothing here with these filters.' : 'Layers knows no such project.'}
        </p>
      )}
      {moreError !== undefined && (
        <ProblemList problems={toProblems(moreError)} onRetry={() => void loadMore()} />
      )}
      <LoadMore
        list={list}
        more={page?.hasNextPage === true && moreError === undefined}
        busy={busy}
        onMore={() => void loadMore()}
      />
      {openId && <ContentDrawer id={openId} projectId={projectId} />}
    </>
  );
}

function variablesOf(projectId: string, { creativeType, status }: ContentFilter) {
  const filter = { ...(creativeType && { creativeType }), ...(status && { status: [status] }) };
  return { projectId, first: pageSize, filter };
}

function keyOf({ creativeType, status }: ContentFilter): string {
  return `${creativeType} ${status}`;
}
