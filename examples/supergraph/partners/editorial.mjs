/** Ids are those of the emulator's account: a pour-over video, a menu board and a launch teaser. */
const waiting = [
  'cnt_3566d79a-1735-459f-aaeb-762c99cadc41',
  'cnt_cd6c9dfd-756a-438b-a690-c4ab4ffbdb94',
  'cnt_56cdc650-49eb-4bf2-8bdd-8af73f6a9b9a',
];
const queue = process.env.EDITORIAL_QUEUE?.split(',') ?? waiting;
const editors = ['Noa', 'Kim', 'Lou'];

export const editorial = {
  Query: {
    editorialQueue: () => queue.map((id) => ({ __typename: 'ContentItem', id })),
    picture: (_root, { id }) => ({ __typename: 'MediaAsset', id }),
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
