import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '../../src/config.js';
import { startReplica } from '../support/facade.js';
import { describePage, root } from '../support/pages.js';

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
    for (const text of texts) {
      const sha256Hash = createHash('sha256').update(text).digest('hex');
      const extensions = { persistedQuery: { version: 1, sha256Hash } };
      const headers = { 'content-type': 'application/json', 'x-api-key': page.stage.emulator.keys.live };
      const body = JSON.stringify({ extensions });
      const answer = await (await fetch(replica.url, { method: 'POST', headers, body })).text();
      expect(answer).not.toContain('PERSISTED_QUERY_NOT_FOUND');
    }
    await replica.close();
  });
});
