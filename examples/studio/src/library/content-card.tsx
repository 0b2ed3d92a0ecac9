import { formatSeconds, formatWord } from '../format/amounts';
import { type FragmentType, getFragmentData, graphql } from '../generated';
import { routeTo } from '../shell/route';
import { Picture } from './picture';
import { toneOf } from './tone';

const ContentCardFragment = graphql(`
  fragment ContentCard_ContentItem on ContentItem {
    id
    caption
    hook
    creativeType
    status
    statusRaw
    preview {
      kind
      thumbnailUrl
      videoUrl
      durationMs
      imageUrls
    }
  }
`);

interface ContentCardProps {
  item: FragmentType<typeof ContentCardFragment>;
  projectId: string;
}

/** An item of the list. It asks for nothing that a list row does not hold, so a page stays one read. */
export function ContentCard({ item, projectId }: ContentCardProps) {
  const { id, caption, hook, creativeType, status, statusRaw, preview } = getFragmentData(
    ContentCardFragment,
    item,
  );
  const title = caption || hook || 'No caption';
  const state = formatWord(statusRaw ?? status ?? 'unknown');
  const length = preview?.durationMs
    ? formatSeconds(preview.durationMs / 1000)
    : preview?.imageUrls && preview.imageUrls.length > 1
      ? `${preview.imageUrls.length} pictures`
      : undefined;
  return (
    <li>
      <a className="card" href={routeTo({ projectId, screen: 'library', id })} data-item={id}>
        <Picture url={preview?.thumbnailUrl} videoUrl={preview?.videoUrl} kind={preview?.kind}>
          {length && <span className="length">{length}</span>}
        </Picture>
        <span className={caption || hook ? 'card-title' : 'card-title muted'}>{title}</span>
        <span className="badges">
          <span className={`badge ${toneOf(status)}`}>{state}</span>
          {creativeType && <span className="badge">{formatWord(creativeType)}</span>}
        </span>
      </a>
    </li>
  );
}
