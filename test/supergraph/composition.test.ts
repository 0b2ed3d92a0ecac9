import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type DocumentNode, Kind, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { buildClassSchema, createSdl, printSdl } from '../../src/graph/sdl.js';
import type { Json } from '../support/facade.js';
import { has } from '../support/needs.js';
import { readPartner } from '../support/supergraph.js';

const example = new URL('../../examples/supergraph/', import.meta.url);
const modules = createRequire(new URL('package.json', example));
const layers = {
  plain: readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'),
  'with scopes': printSdl(createSdl(buildClassSchema(), { requiresScopes: true })),
};
const variants = Object.keys(layers) as (keyof typeof layers)[];

/** Ours, and the partners: an accounts subgraph has `Query.viewer`, `UserError`, `ErrorCode` and a `PageInfo` of its own. */
function subgraphs(variant: keyof typeof layers) {
  const partners = ['crm', 'editorial', 'accounts'].map((name) => ({ name, sdl: readPartner(name) }));
  return [{ name: 'layers', sdl: layers[variant] }, ...partners].map(({ name, sdl }) => ({
    name,
    url: `http://127.0.0.1/${name}`,
    sdl,
    typeDefs: parse(sdl),
  }));
}

function fieldsOf(document: DocumentNode, typename: string): string[] {
  const type = document.definitions.find(
    (node) => node.kind === Kind.OBJECT_TYPE_DEFINITION && node.name.value === typename,
  );
  return type && 'fields' in type ? (type.fields ?? []).map(({ name }) => name.value) : [];
}

describe.skipIf(!has.gateways)('the subgraph', () => {
  it.each(variants)("composes with partners under Apollo's composer, without a hint (%s)", (variant) => {
    const { composeServices } = modules('@apollo/composition') as {
      composeServices(services: object[]): { errors?: Error[]; hints: Json[]; supergraphSdl?: string };
    };
    const { errors, hints, supergraphSdl } = composeServices(subgraphs(variant));
    expect(errors?.map(({ message }) => message)).toBeUndefined();
    expect(hints.map(({ message }) => message)).toEqual([]);
    const supergraph = parse(supergraphSdl!);
    expect(fieldsOf(supergraph, 'Query')).toEqual(
      expect.arrayContaining(['projects', 'viewer', 'customers', 'editorialQueue', 'layersViewer']),
    );
    // Nothing of caching is left behind in the graph that clients see.
    expect(supergraphSdl).not.toContain('CacheControl');
    expect(supergraphSdl!.includes('@requiresScopes(')).toBe(variant === 'with scopes');
  });

  it.each(variants)("composes under The Guild's composer (%s)", (variant) => {
    const { composeServices } = modules('@theguild/federation-composition') as {
      composeServices(services: object[]): { errors?: Error[]; supergraphSdl?: string };
    };
    const { errors, supergraphSdl } = composeServices(subgraphs(variant));
    expect(errors?.map(({ message }) => message)).toBeUndefined();
    expect(fieldsOf(parse(supergraphSdl!), 'Query')).toContain('projects');
  });

  it.each(variants)(
    "composes under Cosmo's, wgc router compose (%s)",
    async (variant) => {
      const folder = mkdtempSync(join(tmpdir(), 'compose-'));
      try {
        const lines = ['version: 1', 'subgraphs:'];
        for (const { name, url, sdl } of subgraphs(variant)) {
          writeFileSync(join(folder, `${name}.graphql`), sdl);
          lines.push(`  - name: ${name}`, `    routing_url: ${url}`, `    schema: { file: ${name}.graphql }`);
        }
        writeFileSync(join(folder, 'graph.yaml'), lines.join('\n'));
        const wgc = fileURLToPath(new URL('node_modules/wgc/dist/src/index.js', example));
        const args = [wgc, 'router', 'compose', '-i', 'graph.yaml', '-o', 'router.json'];
        const { stdout, stderr } = await promisify(execFile)(process.execPath, args, {
          cwd: folder,
          env: { ...process.env, DISABLE_UPDATE_CHECK: 'true', DO_NOT_TRACK: '1' },
        });
        expect(stdout + stderr).not.toMatch(/warning/i);
        const router = JSON.parse(readFileSync(join(folder, 'router.json'), 'utf8')) as Json;
        expect(router.subgraphs.map(({ name }: Json) => name)).toEqual(
          subgraphs(variant).map(({ name }) => name),
        );
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
    60_000,
  );

  it('has two contracts: what everybody may read, and the whole for partners', () => {
    const { composeSchemaContract } = modules('@theguild/federation-composition') as {
      composeSchemaContract(
        services: object[],
        tags: { include: Set<string>; exclude: Set<string> },
        removeUnreachable: boolean,
      ): { errors?: Error[]; publicSdl?: string };
    };
    const contract = (...include: string[]) => {
      const tags = { include: new Set(include), exclude: new Set<string>() };
      const { errors, publicSdl } = composeSchemaContract(subgraphs('plain'), tags, true);
      expect(errors?.map(({ message }) => message)).toBeUndefined();
      return parse(publicSdl!);
    };
    const forAll = contract('public');
    expect(fieldsOf(forAll, 'Mutation')).toEqual([]);
    expect(fieldsOf(forAll, 'Query')).toEqual(
      expect.arrayContaining(['project', 'contentItems', 'mediaAsset']),
    );
    expect(fieldsOf(forAll, 'Query')).not.toContain('layersViewer');
    expect(fieldsOf(forAll, 'Project')).toEqual(expect.arrayContaining(['id', 'name', 'influencers']));
    for (const secret of ['ownerEmail', 'metadata', 'organizationId'])
      expect(fieldsOf(forAll, 'Project')).not.toContain(secret);

    const forPartners = contract('public', 'partner');
    const whole = parse(layers.plain);
    for (const type of [
      'Query',
      'Mutation',
      'Project',
      'Influencer',
      'ContentItem',
      'MediaAsset',
      'LayersUserError',
    ])
      expect(fieldsOf(forPartners, type).sort()).toEqual(
        expect.arrayContaining(fieldsOf(whole, type).sort()),
      );
  });
});
