import { firstOperation } from '../src/http/first-operation.js';
import type { Flow } from './ready-operation.js';

export const lookFlow: Flow = {
  title: 'Look around',
  operations: [
    {
      title: 'First look',
      about: 'Projects, and what is in them.',
      text: firstOperation,
    },
    {
      title: 'A project',
      about: 'List rows serve what list rows hold; platformFit costs one read per item.',
      text: `query LookAround($project: ID!) {
  project(id: $project) {
    name
    status
    influencers(first: 5) {
      nodes { id name status thumbnailUrl }
    }
    contentItems(first: 5, filter: { creativeType: UPLOADED }) {
      nodes { id caption platformFit { platform ok issues } }
    }
  }
}
`,
      variables: ({ project }) => ({ project }),
    },
    {
      title: 'A project by your handle',
      about: 'The id that you gave it, customerExternalId.',
      text: `query ByHandle($handle: String!) {
  projectByCustomerExternalId(customerExternalId: $handle) {
    id
    name
    timezone
    brandContext { appName }
  }
}
`,
      variables: ({ customerExternalId }) => ({ handle: customerExternalId }),
    },
    {
      title: 'Content, page by page',
      about: 'Open it again after it has run: then it goes on after the last item.',
      text: `query ContentPage($project: ID!, $first: Int, $after: String) {
  contentItems(projectId: $project, first: $first, after: $after) {
    nodes { id caption status creativeType createdAt }
    pageInfo { hasNextPage endCursor }
  }
}
`,
      variables: ({ project }, { after }) => ({ project, first: 3, after: after ?? null }),
    },
    {
      title: 'One content item',
      about: 'Its files, what was measured of them, and whether platforms take it.',
      text: `query OneItem($item: ID!) {
  contentItem(id: $item) {
    id
    caption
    status
    preview { kind aspectRatio durationMs primaryUrl thumbnailUrl }
    assets { kind mimeType width height durationMs sizeBytes }
    platformFit { platform ok issues }
    project { name }
  }
}
`,
      variables: ({ contentItem }) => ({ item: contentItem }),
    },
    {
      title: 'Influencers and their pictures',
      about: 'What she is like, and the pictures that show her.',
      text: `query Influencers($project: ID!, $influencer: ID!) {
  influencers(projectId: $project, first: 5) {
    nodes { id name status }
  }
  influencer(id: $influencer) {
    name
    vibe
    personality { traits tone humor }
    referenceImages { addedAt mediaAsset { id url kind } }
  }
}
`,
      variables: ({ project, influencer }) => ({ project, influencer }),
    },
    {
      title: 'A media asset',
      about: 'Null until this server has seen it with the same key, as the operation before makes it do.',
      text: `query Asset($asset: ID!) {
  mediaAsset(id: $asset) { id url kind mimeType sizeBytes filename }
}
`,
      variables: ({ mediaAsset }, { seenAsset }) => ({ asset: seenAsset ?? mediaAsset }),
    },
    {
      title: 'My key, and what it has left',
      about: 'Scopes, tier, and calls left in this minute.',
      text: `query Viewer {
  layersViewer {
    organizationName
    scopes
    rateLimitTier
    reads: rateLimit { limit remaining reset }
    writes: rateLimit(class: "write-light") { limit remaining reset }
  }
}
`,
    },
  ],
};

export const composeFlow: Flow = {
  title: 'Compose it into a supergraph',
  operations: [
    {
      title: 'Entities, as a router asks',
      about: 'Any number of representations costs the distinct keys that are needed.',
      text: `query Entities($representations: [_Any!]!) {
  _entities(representations: $representations) {
    ... on Project { id name }
    ... on Influencer { id name }
    ... on ContentItem { id caption }
  }
}
`,
      variables: ({ project, influencer, contentItem }) => ({
        representations: [
          { __typename: 'Project', id: project },
          { __typename: 'Influencer', id: influencer },
          { __typename: 'ContentItem', id: contentItem },
        ],
      }),
    },
    {
      title: 'The schema, as a router reads it',
      about: 'Needs no key.',
      text: `query Sdl {
  _service { sdl }
}
`,
    },
  ],
};
