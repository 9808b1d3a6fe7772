import { describe, expect, it } from 'vitest';
import { errorCodes } from './app-error.ts';
import { parseErrorPage, readErrorPage } from './read-page.ts';

describe('parseErrorPage', () => {
  it('reads headings, paragraphs, lists and code', () => {
    const page = parseErrorPage('# Title\n\nCode: `x`\n\n## Cause\n\nOne\ntwo.\n\n* first\n  goes on\n* `second`\n');
    expect(page).toEqual({
      title: 'Title',
      blocks: [
        {
          kind: 'paragraph',
          text: [
            { text: 'Code: ', isCode: false },
            { text: 'x', isCode: true },
          ],
        },
        { kind: 'heading', text: [{ text: 'Cause', isCode: false }] },
        { kind: 'paragraph', text: [{ text: 'One two.', isCode: false }] },
        {
          kind: 'list',
          items: [[{ text: 'first goes on', isCode: false }], [{ text: 'second', isCode: true }]],
        },
      ],
    });
  });
});

describe('readErrorPage', () => {
  it.each(errorCodes)('shows cause and remedy of %s, and no Markdown', async (code) => {
    const page = await readErrorPage(code);
    const headings = page?.blocks.flatMap((block) =>
      block.kind === 'heading' ? block.text.map(({ text }) => text) : [],
    );
    expect(headings).toEqual(['Cause', 'Remedy']);
    const prose = page?.blocks.flatMap((block) => (block.kind === 'list' ? block.items.flat() : block.text));
    const shown = prose?.filter(({ isCode }) => !isCode).map(({ text }) => text);
    expect(shown?.join('\n')).not.toMatch(/[*#`]|\]\(/u);
  });

  it('knows no other page', async () => {
    expect(await readErrorPage('../decisions/0001')).toBeNull();
    expect(await readErrorPage('')).toBeNull();
  });
});
