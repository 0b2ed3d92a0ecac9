import { relayStylePagination } from '@apollo/client/utilities';

type PagesPolicy = ReturnType<typeof relayStylePagination>;
type Merge = Exclude<PagesPolicy['merge'], boolean | undefined>;
type Known = NonNullable<Parameters<Merge>[0]>;

/** One list by these arguments, however many pages of it have come. */
export function pagesOf(...keyArgs: string[]): PagesPolicy {
  const { merge, ...policy } = relayStylePagination(keyArgs);
  return {
    ...policy,
    merge(known, page, options) {
      // No such list: the policy would make an empty one of it, with a page behind it.
      if (!page || typeof merge !== 'function') return null;
      const grown = merge(known, page, options);
      if (!known || !grown || options.args?.after) return grown;
      const idOf = (edge: Known['edges'][number]) => options.readField('id', options.readField('node', edge));
      return withRest(known, grown, idOf);
    },
  };
}

/** The first page, read anew, in front of what was read behind it before: a long list does not fall back to one page. */
function withRest(known: Known, first: Known, idOf: (edge: Known['edges'][number]) => unknown): Known {
  const last = first.edges.at(-1);
  if (!last || !first.pageInfo.hasNextPage) return first;
  const ids = new Set(first.edges.map(idOf));
  const joint = known.edges.findIndex((edge) => idOf(edge) === idOf(last));
  const rest = known.edges.slice(joint + 1).filter((edge) => !ids.has(idOf(edge)));
  return joint < 0 || rest.length === 0
    ? first
    : { edges: [...first.edges, ...rest], pageInfo: known.pageInfo };
}
