import { formatBytes, formatSeconds } from '../format/amounts';
import { type FragmentType, getFragmentData, graphql } from '../generated';

const AssetListFragment = graphql(`
  fragment AssetList_ContentItem on ContentItem {
    id
    assets {
      id
      url
      thumbnailUrl
      mimeType
      width
      height
      durationMs
      sizeBytes
    }
  }
`);

/** The files of an item, with what Layers measured. */
export function AssetList({ item }: { item: FragmentType<typeof AssetListFragment> }) {
  const { assets } = getFragmentData(AssetListFragment, item);
  if (!assets || assets.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="assets">
      <h3 id="assets">{assets.length === 1 ? 'File' : `${assets.length} files`}</h3>
      <ul className="assets">
        {assets.map(({ id, url, thumbnailUrl, mimeType, width, height, durationMs, sizeBytes }) => {
          const ratio = width && height ? `${width} / ${height}` : '4 / 5';
          // Its place is there before the picture, and no higher than most screens.
          const shape = { aspectRatio: ratio, maxWidth: `calc(28rem * ${ratio})` };
          const facts = [
            mimeType,
            width && height ? `${width} × ${height}` : undefined,
            durationMs ? formatSeconds(durationMs / 1000) : undefined,
            sizeBytes ? formatBytes(sizeBytes) : undefined,
          ];
          return (
            <li key={id} className="asset">
              {mimeType?.startsWith('video/') ? (
                // biome-ignore lint/a11y/useMediaCaption: Layers keeps no subtitles.
                <video
                  src={url ?? undefined}
                  poster={thumbnailUrl ?? undefined}
                  controls
                  preload={thumbnailUrl ? 'none' : 'metadata'}
                  style={shape}
                />
              ) : (
                <img src={url ?? undefined} alt="" loading="lazy" style={shape} />
              )}
              <p className="muted facts">{facts.filter(Boolean).join(' · ')}</p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
