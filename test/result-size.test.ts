import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seed } from '../src/emulator/seed.js';
import { ok, type Stage, startStage } from './support/facade.js';

/** Turns from a project to its content items and back, as deep as `turns`. */
function cycle(turns: number, open = 'contentItems{nodes{project{', close = '}}}'): string {
  return `{project(id:"${seed.project.coffee}"){${open.repeat(turns)}id${close.repeat(turns)}}}`;
}

describe('the size of an answer', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage({ config: { maxFields: 10_000 } });
  });
  afterAll(() => stage.close());

  const size = (text: string) => Number(/could have (\d+) fields/.exec(text)?.[1]);

  it.each([
    ['connections that lead back to where they came from', cycle(6)],
    ['the same by edges', cycle(4, 'contentItems{edges{node{project{', '}}}}')],
    ['aliases at each turn', cycle(4, 'contentItems{a:nodes{id}b:nodes{project{', '}}}')],
    ['influencers', cycle(6, 'influencers{nodes{project{', '}}}')],
    [
      'fragments at each turn',
      `{project(id:"x"){...A}} ${[0, 1, 2, 3].map((n) => `fragment ${'ABCDE'[n]} on Project{contentItems{nodes{project{...${'ABCDE'[n + 1]}}}}}`).join(' ')} fragment E on Project{id name}`,
    ],
    [
      'entities',
      'query($r:[_Any!]!){_entities(representations:$r){...on Project{contentItems(first:200){nodes{id}}}}}',
    ],
  ])('is bounded before anything runs: %s', async (_name, text) => {
    const r = Array.from({ length: 100 }, (_, index) => ({ __typename: 'Project', id: `prj_${index}` }));
    stage.calls();
    const started = performance.now();
    const answer = await stage.ask(text, { r }, { headers: { accept: 'application/graphql-response+json' } });
    expect(answer.status).toBe(400);
    expect(answer.errors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
    expect(size(answer.errors[0]!.message)).toBeGreaterThan(10_000);
    expect(stage.calls()).toEqual([]);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('goes by the page sizes that are asked for, in the text and in variables', async () => {
    const text =
      'query ($n: Int = 200) { projects(first: $n) { nodes { contentItems(first: 60) { nodes { id } } } } }';
    const refused = await stage.ask(text);
    expect(size(refused.errors[0]!.message)).toBe(1 + 200 * (1 + (1 + 60 * 2)));
    ok(await stage.ask(text, { n: 2 }));
    const explicit = await stage.ask(text, { n: 150 });
    expect(size(explicit.errors[0]!.message)).toBe(1 + 150 * (1 + (1 + 60 * 2)));
  });

  it('leaves room for what a screen needs, and for cyclic fragments that validation names', async () => {
    ok(await stage.ask(cycle(2)));
    const answer = await stage.ask(
      '{ project(id: "x") { ...A } } fragment A on Project { contentItems { nodes { project { ...A } } } }',
    );
    expect(answer.errors[0]!.message).toMatch(/Cannot spread fragment/);
  });
});
