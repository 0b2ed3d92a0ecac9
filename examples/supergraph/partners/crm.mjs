/** Handles are those of the emulator's account; the last customer's project is one that Layers does not know. */
const customers = [
  { id: 'c-1', name: 'Acme Coffee Inc.', plan: 'growth', handle: 'acme-coffee-ios' },
  { id: 'c-2', name: 'Nobody Ltd.', plan: 'starter', handle: 'nobody' },
  { id: 'c-3', name: 'Not yet a project', plan: 'starter', handle: null },
];

export const crm = {
  Query: {
    customer: (_root, { id }) => customers.find((customer) => customer.id === id) ?? null,
    customers: () => customers,
  },
  Customer: {
    project: ({ handle }) => handle && { __typename: 'Project', customerExternalId: handle },
  },
  Project: {
    __resolveReference: ({ customerExternalId }) => ({ customerExternalId }),
    customer: ({ customerExternalId }) =>
      customers.find(({ handle }) => handle !== null && handle === customerExternalId) ?? null,
  },
};
