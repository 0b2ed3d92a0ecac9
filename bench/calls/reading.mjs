// Answers of contestants that tell Layers' words as they are, in the shape that this project's graph gives them.
import { connection, influencer } from '../contestants/reading.mjs';

const same = (value) => value;
const nodes = ({ items }, read = same) => ({ nodes: items.map(read) });

export const handle = ({ projects: { items } }) => ({ projectByCustomerExternalId: items[0] ?? null });

export const projects = ({ projects: page }) => ({ projects: connection(page, same) });

export const board = ({ project: { influencers, contentItems, ...project } }) => ({
  project: { ...project, influencers: nodes(influencers, influencer), contentItems: nodes(contentItems) },
});

export const aliases = ({ a, b }) => ({
  a: { ...a, contentItems: nodes(a.contentItems) },
  b: { ...b, contentItems: nodes(b.contentItems) },
});

export const images = ({ influencers }) => ({
  influencers: nodes(influencers, ({ record, ...row }) => ({
    ...influencer(row),
    referenceImages: record.referenceImages.map(({ addedAt, assetId: id, url }) => ({
      addedAt,
      mediaAsset: { id, url },
    })),
  })),
});

export const fit = ({ contentItems }) => ({
  contentItems: nodes(contentItems, ({ record, ...row }) => ({ ...row, ...record })),
});

export const page = ({ contentItems }) => ({
  contentItems: nodes(contentItems, ({ record, ...row }) => ({
    ...row,
    influencer: influencer(record.influencer),
  })),
});

export const contentEntities = ({ _entities }) => ({
  _entities: _entities.map((item) => ({ ...item, influencer: influencer(item.influencer) })),
});

export const caption = ({ updateContentCaption: contentItem }) => ({ updateContentCaption: { contentItem } });
