import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { errorCodes } from './app-error.ts';

const folder = new URL('../../docs/errors/', import.meta.url);

describe('docs/errors', () => {
  it('has a page for every code, and no other page', () => {
    const pages = readdirSync(folder).map((name) => name.replace(/\.md$/u, ''));
    expect(pages.toSorted()).toEqual([...errorCodes].toSorted());
  });

  it.each(errorCodes)('%s tells cause and remedy', (code) => {
    const page = readFileSync(new URL(`${code}.md`, folder), 'utf8');
    expect(page).toMatch(/^# .+\n/u);
    expect(page).toContain(`Code: \`${code}\``);
    expect(page).toMatch(/\n## Cause\n\n.{20}[^]+\n## Remedy\n\n\* .{20}/u);
  });
});
