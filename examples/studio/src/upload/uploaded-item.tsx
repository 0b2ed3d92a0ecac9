import { type FragmentType, getFragmentData, graphql } from '../generated';
import { PlatformFit } from '../library/platform-fit';
import { routeTo } from '../shell/route';

export const UploadedItemFragment = graphql(`
  fragment UploadedItem_ContentItem on ContentItem {
    id
    ...PlatformFit_ContentItem
  }
`);

interface UploadedItemProps {
  item: FragmentType<typeof UploadedItemFragment>;
  projectId: string;
  name: string;
}

/** What came of an upload. */
export function UploadedItem({ item, projectId, name }: UploadedItemProps) {
  const uploaded = getFragmentData(UploadedItemFragment, item);
  return (
    <div className="uploaded">
      <PlatformFit item={uploaded} />
      <a
        href={routeTo({ projectId, screen: 'library', id: uploaded.id })}
        aria-label={`Open in the library: ${name}`}
      >
        Open in the library
      </a>
    </div>
  );
}
