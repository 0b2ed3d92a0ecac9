import { buildSubgraphSchema } from '@apollo/subgraph';
import { gql } from 'graphql-tag';

const dimensions = { size: 'small', weight: 1, unit: 'kg' };

const user = {
  email: 'support@apollographql.com',
  name: 'Jane Smith',
  totalProductsCreated: 1337,
  yearsOfEmployment: 10,
};

const deprecatedProduct = {
  sku: 'apollo-federation-v1',
  package: '@apollo/federation-v1',
  reason: 'Migrate to Federation V2',
  createdBy: user,
};

const federationStudy = { study: { caseNumber: '1234', description: 'Federation Study' }, outcome: null };
const studioStudy = { study: { caseNumber: '1235', description: 'Studio Study' }, outcome: null };

const products = [
  {
    id: 'apollo-federation',
    sku: 'federation',
    package: '@apollo/federation',
    variation: { id: 'OSS' },
    dimensions,
    research: [federationStudy],
    createdBy: user,
    notes: null,
  },
  {
    id: 'apollo-studio',
    sku: 'studio',
    package: '',
    variation: { id: 'platform' },
    dimensions,
    research: [studioStudy],
    createdBy: user,
    notes: null,
  },
];

const inventory = { id: 'apollo-oss', deprecatedProducts: [deprecatedProduct] };

/** Whether an object has every value that a representation names, inside objects too. */
function matches(object, { __typename, ...representation }) {
  return Object.entries(representation).every(([name, value]) =>
    typeof value === 'object' && value !== null ? matches(object[name], value) : object[name] === value,
  );
}

const resolvers = {
  Query: {
    product: (_root, key) => products.find((product) => matches(product, key)),
    deprecatedProduct: (_root, key) => (matches(deprecatedProduct, key) ? deprecatedProduct : null),
  },
  Product: { __resolveReference: (key) => products.find((product) => matches(product, key)) },
  DeprecatedProduct: {
    __resolveReference: (key) => (matches(deprecatedProduct, key) ? deprecatedProduct : null),
  },
  ProductResearch: {
    __resolveReference: (key) => [federationStudy, studioStudy].find((research) => matches(research, key)),
  },
  Inventory: { __resolveReference: (key) => (matches(inventory, key) ? inventory : null) },
  User: {
    // A representation carries what the users subgraph knows better: the fields that @requires names.
    __resolveReference: (reference) => (reference.email === user.email ? { ...user, ...reference } : null),
    averageProductsCreatedPerYear: ({ totalProductsCreated, yearsOfEmployment }) =>
      totalProductsCreated ? Math.round(totalProductsCreated / yearsOfEmployment) : null,
  },
};

/** The "products" subgraph that the suite asks for: its reference SDL, and the data that its tests expect. */
export function createProductsSchema(sdl) {
  return buildSubgraphSchema([{ typeDefs: gql(sdl), resolvers }]);
}
