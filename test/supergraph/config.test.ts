import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import type { Json } from '../support/facade.js';

const example = new URL('../../examples/supergraph/', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, example), 'utf8');
const router = parseYaml(read('router.yaml')) as Json;

describe('the configuration of Apollo Router', () => {
  it('lets through the extensions that errors of reads are documented with, and no others', () => {
    const documented = /`extensions \{ ([\w ]+) \}`/.exec(
      readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'),
    )![1]!;
    const { layers } = router.include_subgraph_errors.subgraphs;
    expect(layers.allow_extensions_keys).toEqual(documented.split(' '));
    expect(layers.redact_message).toBe(false);
  });

  it('hands on the same headers as the other gateways, to this subgraph alone', async () => {
    const names = [...read('for-layers.mjs').matchAll(/'([\w-]+)'/g)].map((match) => match[1]);
    const propagated = router.headers.subgraphs.layers.request.flatMap((rule: Json) =>
      rule.propagate ? [rule.propagate.named] : [],
    );
    expect(propagated).toEqual(names);
    expect(router.headers.all).toBeUndefined();
    expect(propagated).not.toContain('authorization');
  });

  it('waits longer than the longest mutation', () => {
    const longestMs = 10 * 60_000 + 15_000;
    for (const { timeout } of [router.traffic_shaping.router, router.traffic_shaping.subgraphs.layers])
      expect(Number.parseInt(timeout, 10) * 1000).toBeGreaterThan(longestMs);
  });

  it('keeps cached answers of callers apart', () => {
    expect(router.response_cache.subgraph.all.enabled).toBe(false);
    const { private_id } = router.response_cache.subgraph.subgraphs.layers;
    expect(read('rhai/main.rhai')).toContain(`request.context["${private_id}"]`);
  });
});

describe('the files for composition', () => {
  it.each([
    ['supergraph.yaml', (yaml: Json) => Object.values(yaml.subgraphs)],
    ['graph.yaml', (yaml: Json) => yaml.subgraphs],
  ])('%s names schemas that are there', (file, subgraphs) => {
    const named = (subgraphs(parseYaml(read(file))) as Json[]).map(({ schema }) => schema.file);
    expect(named).toHaveLength(3);
    for (const each of named) expect(read(each)).toContain('federation/v2.9');
  });
});
