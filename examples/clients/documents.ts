import { graphql } from './generated/gql.js';

export const contentPage = graphql(`
  query ContentPage($projectId: ID!, $filter: ContentItemFilter, $after: String) {
    contentItems(projectId: $projectId, filter: $filter, first: 3, after: $after) {
      edges { cursor node { id caption status } }
      pageInfo { endCursor hasNextPage }
    }
  }
`);

export const changeCaption = graphql(`
  mutation ChangeCaption($id: ID!, $caption: String!) {
    updateContentCaption(input: { id: $id, caption: $caption }) {
      contentItem { id caption }
      userErrors { code message field }
    }
  }
`);

export const finishUpload = graphql(`
  mutation FinishUpload($containerId: ID!, $caption: String!) {
    finalizeContentUpload(input: { containerId: $containerId, caption: $caption }) {
      contentItem { id caption status project { id } }
      userErrors { code message field retryable }
    }
  }
`);

export const influencerCard = graphql(`
  query InfluencerCard($id: ID!) {
    influencer(id: $id) { id name personality { tone } }
  }
`);

export const changeInfluencer = graphql(`
  mutation ChangeInfluencer($input: UpdateInfluencerInput!) {
    updateInfluencer(input: $input) {
      influencer { id name personality { humor } }
      userErrors { code message field }
    }
  }
`);
