import { seed } from '../../src/emulator/seed.js';

/** A query on the emulator's account, the same for each seed; pages and edges lead back to where they came from. */
export function randomOperation(seedNumber: number): string {
  let state = seedNumber;
  const random = (below: number) => {
    // Park and Miller's generator.
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
  const any = <T>(list: readonly T[]) => list[random(list.length)]!;
  let aliases = 0;

  const leaves: Record<string, readonly string[]> = {
    Project: ['id', 'name', 'status', 'metadata', 'customerExternalId'],
    Influencer: ['id', 'name', 'vibe', 'thumbnailUrl'],
    ContentItem: ['id', 'caption', 'updatedAt', 'platformFit { ok }'],
  };
  const edges: Record<string, readonly [field: string, type: string, isPage: boolean][]> = {
    Project: [
      ['influencers', 'Influencer', true],
      ['contentItems', 'ContentItem', true],
    ],
    Influencer: [['project', 'Project', false]],
    ContentItem: [
      ['project', 'Project', false],
      ['influencer', 'Influencer', false],
    ],
  };

  function selection(type: string, depth: number): string {
    const fields = [any(leaves[type]!), any(leaves[type]!)];
    for (const [field, target, isPage] of edges[type]!) {
      if (depth === 0 || random(3) === 0) continue;
      const alias = random(3) === 0 ? `a${aliases++}: ` : '';
      fields.push(
        `${alias}${isPage ? page(field, target, depth, '') : `${field} ${selection(target, depth - 1)}`}`,
      );
    }
    // Equal leaves under one name are one; each edge is there once, but for its alias.
    return `{ ${[...new Set(fields)].join(' ')} }`;
  }

  function page(field: string, type: string, depth: number, args: string): string {
    const all = [args, random(2) === 0 ? `first: ${1 + random(5)}` : ''].filter((each) => each !== '');
    const below = selection(type, depth - 1);
    const rows = any([
      `nodes ${below}`,
      `edges { cursor node ${below} }`,
      `nodes ${below} edges { node { id } }`,
    ]);
    return `${field}${all.length > 0 ? `(${all.join(', ')})` : ''} { ${rows} }`;
  }

  const roots = Array.from({ length: 1 + random(4) }, (_, index) => {
    const project = `projectId: "${any([...Object.values(seed.project), 'prj_nobody'])}"`;
    const root = any([
      () =>
        `project(id: "${any([...Object.values(seed.project), 'prj_nobody'])}") ${selection('Project', 3)}`,
      () => `influencer(id: "${any(Object.values(seed.influencer))}") ${selection('Influencer', 3)}`,
      () => `contentItem(id: "${any(Object.values(seed.content))}") ${selection('ContentItem', 3)}`,
      () => `projectByCustomerExternalId(customerExternalId: "acme-coffee-ios") ${selection('Project', 2)}`,
      () => page('projects', 'Project', 3, ''),
      () => page('influencers', 'Influencer', 3, project),
      () => page('contentItems', 'ContentItem', 3, project),
      () =>
        `_entities(representations: [${representations()}]) { ... on Project ${selection('Project', 2)} ... on Influencer ${selection('Influencer', 2)} }`,
    ]);
    return `r${index}: ${root()}`;
  });

  function representations(): string {
    return Array.from({ length: 1 + random(6) }, () =>
      random(2) === 0
        ? `{ __typename: "Project", id: "${any([...Object.values(seed.project), 'prj_a', 'prj_b'])}" }`
        : `{ __typename: "Influencer", id: "${any(Object.values(seed.influencer))}" }`,
    ).join(' ');
  }

  return `{ ${roots.join('\n')} }`;
}
