import './library.css';
import { NetworkStatus } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import { useRef, useState } from 'react';
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
}

export function LibraryScreen({ projectId, openId }: LibraryScreenProps) {
  const [filter, setFilter] = useState<ContentFilter>(allContent);
  const { data, error, networkStatus, fetchMore, refetch } = useQuery(Library, {
    variables: {
      projectId,
      first: pageSize,
      filter: {
        ...(filter.creativeType && { creativeType: filter.creativeType }),
        ...(filter.status && { status: [filter.status] }),
      },
    },
    notifyOnNetworkStatusChange: true,
  });
  const list = useRef<HTMLUListElement>(null);
  const [moreError, setMoreError] = useState<unknown>();
  const items = data?.contentItems?.edges ?? [];
  const page = data?.contentItems?.pageInfo;
  const busy = networkStatus !== NetworkStatus.ready && networkStatus !== NetworkStatus.error;

  async function loadMore() {
    setMoreError(undefined);
    await fetchMore({ variables: { after: page?.endCursor } }).catch(setMoreError);
  }

  return (
    <>
      <h1>Library</h1>
      <QuotaMeter projectId={projectId} />
      <Filters filter={filter} onChange={setFilter} />
      {error && <ProblemList problems={toProblems(error)} onRetry={() => void refetch()} />}
      <ul ref={list} className="cards" aria-label="Content items" aria-busy={busy}>
        {items.map(({ node }) => (
          <ContentCard key={node.id} item={node} projectId={projectId} />
        ))}
        {busy && placeholders.map((key) => <li key={key} className="card placeholder" aria-hidden="true" />)}
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
