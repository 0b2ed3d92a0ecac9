let name = 'Sam';

export const accounts = {
  Query: { viewer: () => ({ id: 'u-1', name }) },
  Mutation: {
    rename: (_root, args) => {
      if (args.name.length > 20)
        return { userErrors: [{ code: 'NAME_TOO_LONG', message: 'At most 20 characters.' }] };
      name = args.name;
      return { user: { id: 'u-1', name }, userErrors: [] };
    },
  },
  User: { __resolveReference: ({ id }) => ({ id, name }) },
};
