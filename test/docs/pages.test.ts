import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { blocksOf, pages, root, unrun } from '../support/pages.js';

const tests = readdirSync(`${root}test`, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => readFileSync(`${root}test/${file}`, 'utf8'))
  .join('\n');
const text = (page: string) => readFileSync(root + page, 'utf8');
const anchors = (page: string) =>
  [...text(page).matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
    title!
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );

describe('the pages for people who use this', () => {
  it.each(pages)('%s has a test that runs its blocks', (page) => {
    expect(tests).toContain(`describePage('${page}'`);
  });

  it('say why where a block is run by none of their tests, and only of blocks that are there', () => {
    for (const { page, begins, why } of unrun) {
      expect(
        blocksOf(page).filter((block) => block.text.startsWith(begins)),
        begins,
      ).toHaveLength(1);
      expect(why).not.toBe('');
    }
  });

  const shown = pages.flatMap((page) =>
    blocksOf(page).flatMap((block) => (block.file ? [{ page, ...block }] : [])),
  );
  it.each(shown)('$page shows $file as it is', ({ file, text: block }) => {
    expect(block).toBe(readFileSync(root + file, 'utf8'));
  });

  it.each(shown)('$file of $page is run by a test', ({ file }) => {
    const [folder, name] = [dirname(file!), basename(file!).replace(/\.ts$/, '.js')];
    expect(tests).toMatch(new RegExp(`['}/]${folder}/(?:dist/)?${name.replace('.', '\\.')}['\`]`));
  });

  it.each(pages)('%s says nothing twice', (page) => {
    const prose = text(page).replaceAll(/^```.*?^```$/gms, '');
    const paragraphs = prose.split(/\n{2,}/).filter((each) => !/^#+ /.test(each) && each.trim() !== '');
    expect(paragraphs.filter((each, index) => paragraphs.indexOf(each) < index)).toEqual([]);
  });

  it.each(pages)('%s leads nowhere that is not there', (page) => {
    const links = [...text(page).matchAll(/\]\((?!https?:)([^)\s]*)\)/g)].map(([, link]) => link!);
    const broken = links.filter((link) => {
      const [path, anchor] = link.split('#') as [string, string | undefined];
      const target = path === '' ? page : join(dirname(page), path);
      return !existsSync(root + target) || (anchor !== undefined && !anchors(target).includes(anchor));
    });
    expect(broken).toEqual([]);
  });
});
