import './influencers.css';
import { NetworkStatus } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import { useEffect, useRef, useState } from 'react';
import { toProblems } from '../errors/problem';
import { ProblemList } from '../errors/problem-list';
import { formatWord } from '../format/amounts';
import { type FragmentType, getFragmentData, graphql } from '../generated';
import { Picture } from '../library/picture';
import { LoadMore } from '../shell/load-more';
import { routeTo } from '../shell/route';
import type { ImageTransfers } from './image-transfers';
import { InfluencerPanel } from './influencer-panel';

const Influencers = graphql(`
  query Influencers($projectId: ID!, $first: Int!, $after: String) {
    influencers(projectId: $projectId, first: $first, after: $after) {
      edges {
        cursor
        node {
          id
          ...InfluencerLink_Influencer
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

interface InfluencersScreenProps {
  projectId: string;
  openId?: string;
  images: ImageTransfers;
}

export function InfluencersScreen({ projectId, openId, images }: InfluencersScreenProps) {
  const { data, error, networkStatus, fetchMore, refetch } = useQuery(Influencers, {
    variables: { projectId, first: 25 },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
    notifyOnNetworkStatusChange: true,
  });
  const list = useRef<HTMLUListElement>(null);
  const [moreError, setMoreError] = useState<unknown>();
  const connection = data?.influencers;
  const busy = networkStatus !== NetworkStatus.ready && networkStatus !== NetworkStatus.error;

  const left = useRef(openId);
  useEffect(() => {
    const before = left.current;
    left.current = openId;
    // On a small screen the way back goes with what was open: who followed it is where they came from.
    if (openId || !before || document.activeElement !== document.body) return;
    const href = routeTo({ projectId, screen: 'influencers', id: before });
    list.current?.querySelector<HTMLElement>(`a[href="${CSS.escape(href)}"]`)?.focus();
  }, [openId, projectId]);

  async function loadMore() {
    setMoreError(undefined);
    await fetchMore({ variables: { after: connection?.pageInfo.endCursor } }).catch(setMoreError);
  }

  async function reload() {
    if (busy) return;
    setMoreError(undefined);
    // What went wrong is in `error`.
    await refetch().catch(() => undefined);
  }

  return (
    <>
      <div className="screen-head">
        <h1>Influencers</h1>
        <button type="button" className="quiet small" aria-disabled={busy} onClick={() => void reload()}>
          Reload
        </button>
      </div>
      {error && <ProblemList problems={toProblems(error)} onRetry={() => void reload()} />}
      {!busy && !error && !connection && <p className="empty">Layers knows no such project.</p>}
      <div className={openId ? 'influencers open' : 'influencers'}>
        <nav aria-label="Influencers">
          <ul ref={list} className="influencer-links" aria-busy={busy}>
            {connection?.edges.map(({ node }) => (
              <InfluencerLink
                key={node.id}
                influencer={node}
                projectId={projectId}
                current={node.id === openId}
              />
            ))}
          </ul>
          {connection?.edges.length === 0 && <p className="empty">This project has no influencers yet.</p>}
          {busy && !connection && <p role="status">Loading…</p>}
          {moreError !== undefined && (
            <ProblemList problems={toProblems(moreError)} onRetry={() => void loadMore()} />
          )}
          <LoadMore
            list={list}
            more={connection?.pageInfo.hasNextPage === true && moreError === undefined}
            busy={busy}
            onMore={() => void loadMore()}
          />
        </nav>
        {openId ? (
          <InfluencerPanel key={openId} id={openId} projectId={projectId} images={images} />
        ) : (
          connection && connection.edges.length > 0 && <p className="empty">Choose an influencer to edit.</p>
        )}
      </div>
    </>
  );
}

const InfluencerLinkFragment = graphql(`
  fragment InfluencerLink_Influencer on Influencer {
    id
    name
    status
    statusRaw
    thumbnailUrl
  }
`);

interface InfluencerLinkProps {
  influencer: FragmentType<typeof InfluencerLinkFragment>;
  projectId: string;
  current: boolean;
}

function InfluencerLink({ influencer, projectId, current }: InfluencerLinkProps) {
  const { id, name, status, statusRaw, thumbnailUrl } = getFragmentData(InfluencerLinkFragment, influencer);
  return (
    <li>
      <a
        className="influencer-link"
        href={routeTo({ projectId, screen: 'influencers', id })}
        aria-current={current ? 'page' : undefined}
      >
        <Picture url={thumbnailUrl} />
        <span>
          <strong>{name ?? 'No name'}</strong>
          <span className={`badge ${status === 'READY' ? 'good' : status === 'FAILED' ? 'bad' : 'busy'}`}>
            {formatWord(statusRaw ?? status ?? 'unknown')}
          </span>
        </span>
      </a>
    </li>
  );
}
