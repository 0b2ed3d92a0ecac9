import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse as parseText, print } from 'graphql';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '../../src/config.js';
import { seed } from '../../src/emulator/seed-ids.js';
import { type Json, startReplica } from '../support/facade.js';
import { describePage, root } from '../support/pages.js';

/** What each of the operations takes. */
const variables: Record<string, object> = {
  ContentPage: { projectId: seed.project.coffee },
  ChangeCaption: { id: seed.content.menuBoard, caption: 'Changed' },
  FinishUpload: { containerId: seed.content.menuBoard, caption: 'New' },
  InfluencerCard: { id: seed.influencer.ava },
  ChangeInfluencer: { input: { id: seed.influencer.ava, name: 'Ava B.' } },
};

/** Fields have another order where codegen has written a text. */
const words = (text: string) => text.match(/\w+/g)!.sort().join(' ');

// What its files do is in client-caches.test.ts.
describePage('docs/clients.md', (page) => {
  it('has the part of codegen.yml that is in force', () => {
    const shown = parse(page.take('yaml', 'examples/clients'));
    expect(parse(readFileSync(`${root}codegen.yml`, 'utf8')).generates).toMatchObject(shown);
  });

  it('starts a server that knows what codegen has written', async () => {
    const [, name, file, command] = /^(\w+)=(\S+) (.+)\n$/.exec(page.take('sh', 'PERSISTED_DOCUMENTS'))!;
    expect(command).toBe('npm start');
    const { persistedDocuments } = readConfig({}, { [name!]: file });
    expect(persistedDocuments).toEqual([file]);
    const replica = await startReplica(page.stage.emulator, { persistedDocuments: [root + file!] });
    const texts = Object.values(JSON.parse(readFileSync(root + file!, 'utf8'))) as string[];
    expect(texts.length).toBeGreaterThan(3);
    const headers = { 'content-type': 'application/json', 'x-api-key': page.stage.emulator.keys.live };
    const ask = async (operation: object) => {
      const body = JSON.stringify(operation);
      const { data, errors } = (await (
        await fetch(replica.url, { method: 'POST', headers, body })
      ).json()) as Json;
      return { data, codes: errors?.map(({ extensions }: Json) => extensions.code) };
    };
    for (const text of texts) {
      const sha256Hash = createHash('sha256').update(text).digest('hex');
      const extensions = { persistedQuery: { version: 1, sha256Hash } };
      const own = { variables: variables[/\w+ (\w+)/.exec(text)![1]!] };
      const answer = await ask({ ...own, extensions });
      expect(answer.codes).toBeUndefined();
      expect(answer).toEqual(await ask({ ...own, query: text }));
      expect(Object.values(answer.data)).not.toContain(null);
    }
    await replica.close();
  });

  it('names the packages that its files need', () => {
    const imported = [...page.text.matchAll(/^import .* from '((?:@[\w-]+\/)?[\w-]+)/gm)].map(
      ([, name]) => name!,
    );
    expect(new Set(imported).size).toBeGreaterThan(5);
    expect(imported.filter((name) => !page.text.includes(`\`${name}\``))).toEqual([]);
  });

  it('makes of documents, with its transform, the texts that codegen has written', async () => {
    const { transform } = await import(`${root}examples/clients/typename.mjs`);
    const source = readFileSync(`${root}examples/clients/documents.ts`, 'utf8');
    const written = [...source.matchAll(/graphql\(`(.*?)`\)/gs)].map(([, text]) => ({
      document: parseText(text!),
    }));
    const made: string[] = transform({ documents: written }).map(({ document }: Json) =>
      words(print(document)),
    );
    const file = `${root}examples/clients/generated/persisted-documents.json`;
    const hashed = Object.values<string>(JSON.parse(readFileSync(file, 'utf8'))).map(words);
    expect(made.sort()).toEqual(hashed.sort());
  });
});
