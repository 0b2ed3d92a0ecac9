import * as data from '../data.mjs';

const number = data.digits(7, 8);
const projectId = data.projectId(number);
const contentId = data.contentId(number, '042');

const contentItems = Array.from({ length: 20 }, (_, item) => ({
  __typename: 'ContentItem',
  id: data.contentId(number, data.digits(item, 3)),
}));
const projects = Array.from({ length: 50 }, (_, index) => ({
  __typename: 'Project',
  id: data.projectId(data.digits(index, 8)),
}));

const board = `query Board($projectId: ID!) {
  project(id: $projectId) {
    id name
    influencers(first: 10) { nodes { id name } }
    contentItems(first: 25) { nodes { id caption } }
  }
}`;

/**
 * What front-end teams and gateways ask for, in the words of this project's graph. `callers` is how many send it at the
 * same moment, with one key. Fields are those that peers spell alike.
 */
export const operations = [
  {
    name: 'project',
    says: 'a project',
    query: `query Project($projectId: ID!) {
      project(id: $projectId) { id name timezone metadata brandContext { tagline } }
    }`,
    variables: { projectId },
  },
  {
    name: 'handle',
    says: 'a project by its handle',
    query: `query Handle($handle: String!) {
      projectByCustomerExternalId(customerExternalId: $handle) { id name timezone }
    }`,
    variables: { handle: `acme-coffee-${number}` },
  },
  {
    name: 'projects',
    says: 'a page of 25 projects',
    query: 'query Projects { projects(first: 25) { nodes { id name timezone } pageInfo { hasNextPage } } }',
    variables: {},
  },
  {
    name: 'board',
    says: 'a project with 10 influencers and 25 content items',
    query: board,
    variables: { projectId },
  },
  {
    name: 'callers',
    says: 'the same, by two callers at the same moment',
    query: board,
    variables: { projectId },
    callers: 2,
  },
  {
    name: 'aliases',
    says: 'a project and its 25 content items, twice under aliases',
    query: `query Aliases($projectId: ID!) {
      a: project(id: $projectId) { name contentItems(first: 25) { nodes { id caption } } }
      b: project(id: $projectId) { timezone contentItems(first: 25) { nodes { id hook } } }
    }`,
    variables: { projectId },
  },
  {
    name: 'images',
    says: '10 influencers with their reference images',
    query: `query Images($projectId: ID!) {
      influencers(projectId: $projectId, first: 10) {
        nodes { id name referenceImages { addedAt mediaAsset { id url } } }
      }
    }`,
    variables: { projectId },
  },
  {
    name: 'fit',
    says: '25 content items with their platform fit',
    query: `query Fit($projectId: ID!) {
      contentItems(projectId: $projectId, first: 25) { nodes { id caption platformFit { platform ok issues } } }
    }`,
    variables: { projectId },
  },
  {
    name: 'page',
    says: '100 content items with their project and their influencers, 10 in all',
    query: `query Page($projectId: ID!) {
      contentItems(projectId: $projectId, first: 100) {
        nodes { id caption project { id name } influencer { id name } }
      }
    }`,
    variables: { projectId },
  },
  {
    name: 'content-entities',
    says: '`_entities`: 20 content items with their influencers, 10 in all',
    query: `query ContentEntities($representations: [_Any!]!) {
      _entities(representations: $representations) {
        ... on ContentItem { id caption influencer { id name } }
      }
    }`,
    variables: { representations: contentItems },
  },
  {
    name: 'project-entities',
    says: '`_entities`: 50 projects, fields of their rows',
    query: `query ProjectEntities($representations: [_Any!]!) {
      _entities(representations: $representations) { ... on Project { id name timezone } }
    }`,
    variables: { representations: projects },
  },
  {
    name: 'caption',
    says: 'a caption is changed, and the item shown with its project',
    query: `mutation Caption($id: ID!, $caption: String!, $idempotencyKey: String!) {
      updateContentCaption(input: { id: $id, caption: $caption, idempotencyKey: $idempotencyKey }) {
        contentItem { id caption platformFit { platform ok } project { id name } }
      }
    }`,
    variables: { id: contentId, caption: 'Slow coffee.', idempotencyKey: 'calls-0000000001' },
  },
];
