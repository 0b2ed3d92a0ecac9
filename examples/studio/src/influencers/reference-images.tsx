import { formatTime } from '../format/amounts';
import { type FragmentType, getFragmentData, graphql } from '../generated';
import { Picture } from '../library/picture';
import { AddImages } from './add-images';
import type { ImagesPlace, ImageTransfers } from './image-transfers';

const ReferenceImagesFragment = graphql(`
  fragment ReferenceImages_Influencer on Influencer {
    id
    referenceImages {
      addedAt
      mediaAsset {
        id
        url
      }
    }
  }
`);

interface ReferenceImagesProps {
  influencer: FragmentType<typeof ReferenceImagesFragment>;
  place: ImagesPlace;
  images: ImageTransfers;
  /** Files hover over the page. */
  over: boolean;
}

/** What the influencer looks like. */
export function ReferenceImages({ influencer, place, images, over }: ReferenceImagesProps) {
  const { referenceImages } = getFragmentData(ReferenceImagesFragment, influencer);
  return (
    <section className="stack" aria-labelledby="reference-images">
      <h3 id="reference-images">Reference images</h3>
      {referenceImages && referenceImages.length > 0 ? (
        <ul className="reference-images" aria-labelledby="reference-images">
          {referenceImages.map(({ addedAt, mediaAsset }) => (
            <li key={mediaAsset?.id} title={addedAt ? `Attached ${formatTime(addedAt)}` : undefined}>
              <Picture url={mediaAsset?.url} />
              <code className="asset-id">{mediaAsset?.id}</code>
            </li>
          ))}
        </ul>
      ) : (
        <p className="muted">None yet. About five are enough.</p>
      )}
      <AddImages place={place} images={images} over={over} />
    </section>
  );
}
