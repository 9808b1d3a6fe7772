import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { errorCodes } from './app-error.ts';

/** A run of text; `isCode` is set in the monospaced face. */
export interface PageText {
  text: string;
  isCode: boolean;
}

/** A page of docs/errors, as far as its Markdown goes: headings, paragraphs, lists and inline code. */
export type PageBlock =
  | { kind: 'heading'; text: PageText[] }
  | { kind: 'paragraph'; text: PageText[] }
  | { kind: 'list'; items: PageText[][] };

export interface ErrorPageContent {
  title: string;
  blocks: PageBlock[];
}

function parseText(text: string): PageText[] {
  return text
    .split('`')
    .map((part, index) => ({ text: part, isCode: index % 2 === 1 }))
    .filter((part) => part.text !== '');
}

const joinLines = (lines: string[]): string => lines.map((line) => line.trim()).join(' ');

function parseList(lines: string[]): PageBlock {
  const items: string[][] = [];
  for (const line of lines) {
    if (line.startsWith('* ')) items.push([line.slice(2)]);
    else items.at(-1)?.push(line);
  }
  return { kind: 'list', items: items.map((item) => parseText(joinLines(item))) };
}

/** Reads the Markdown of one page. */
export function parseErrorPage(markdown: string): ErrorPageContent {
  const blocks: PageBlock[] = [];
  let title = '';
  for (const block of markdown.trim().split(/\n{2,}/u)) {
    if (block.startsWith('# ')) title = block.slice(2);
    else if (block.startsWith('## ')) blocks.push({ kind: 'heading', text: parseText(block.slice(3)) });
    else if (block.startsWith('* ')) blocks.push(parseList(block.split('\n')));
    else blocks.push({ kind: 'paragraph', text: parseText(joinLines(block.split('\n'))) });
  }
  return { title, blocks };
}

/** The page of an error code; `null` when there is no such code. */
export async function readErrorPage(code: string): Promise<ErrorPageContent | null> {
  const known = errorCodes.find((candidate) => candidate === code);
  if (known === undefined) return null;
  return parseErrorPage(await readFile(path.join(process.cwd(), 'docs', 'errors', `${known}.md`), 'utf8'));
}
