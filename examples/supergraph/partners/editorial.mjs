/** Ids are those of the emulator's account. */
const queue = (process.env.EDITORIAL_QUEUE ?? '').split(',').filter((id) => id !== '');
const editors = ['Noa', 'Kim', 'Lou'];

export const editorial = {
  Query: {
    editorialQueue: () => queue.map((id) => ({ __typename: 'ContentItem', id })),
  },
  ContentItem: {
    __resolveReference: (item) => item,
    editor: ({ id }) => (queue.includes(id) ? editors[queue.indexOf(id) % editors.length] : null),
    captionWords: ({ caption }) =>
      caption == null ? null : caption.split(/\s+/).filter((word) => /^[^#\s]/.test(word)).length,
  },
  MediaAsset: {
    __resolveReference: (asset) => asset,
    altText: ({ id }) => `Picture ${id.slice(-4)}`,
  },
};
