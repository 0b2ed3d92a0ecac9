import { useQuery } from '@apollo/client/react';
import { useEffect, useRef } from 'react';
import { toProblems } from '../errors/problem';
import { ProblemList } from '../errors/problem-list';
import { graphql } from '../generated';
import { routeTo } from '../shell/route';
import { useFileDrop } from '../upload/use-file-drop';
import type { ImageTransfers } from './image-transfers';
import { InfluencerForm } from './influencer-form';
import { ReferenceImages } from './reference-images';

const InfluencerDetail = graphql(`
  query InfluencerDetail($id: ID!) {
    influencer(id: $id) {
      id
      name
      ...InfluencerForm_Influencer
      ...ReferenceImages_Influencer
    }
  }
`);

interface InfluencerPanelProps {
  id: string;
  projectId: string;
  images: ImageTransfers;
}

export function InfluencerPanel({ id, projectId, images }: InfluencerPanelProps) {
  const { data, error, loading, refetch } = useQuery(InfluencerDetail, {
    variables: { id },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
  });
  const influencer = data?.influencer;
  const href = routeTo({ projectId, screen: 'influencers', id });
  const place = { influencerId: id, projectId, href, about: influencer?.name ?? 'an influencer' };
  const over = useFileDrop((files) => {
    if (influencer) images.add(place, files);
  });
  const article = useRef<HTMLElement>(null);
  // On a small screen the link that was followed is gone.
  useEffect(() => article.current?.focus(), []);
  return (
    <article
      ref={article}
      tabIndex={-1}
      className="influencer-panel"
      aria-label={influencer?.name ?? 'Influencer'}
    >
      <a className="back" href={routeTo({ projectId, screen: 'influencers' })}>
        ← All influencers
      </a>
      {error && (
        <ProblemList problems={toProblems(error)} onRetry={() => void refetch().catch(() => undefined)} />
      )}
      {loading && !influencer && <p role="status">Loading…</p>}
      {!loading && !error && !influencer && <p>Layers knows no such influencer.</p>}
      {influencer && (
        <>
          <h2>{influencer.name ?? 'No name'}</h2>
          <ReferenceImages influencer={influencer} place={place} images={images} over={over} />
          <InfluencerForm influencer={influencer} href={href} />
        </>
      )}
    </article>
  );
}
