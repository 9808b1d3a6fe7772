import type { Token, Tokens } from 'marked';
import type { ReactNode } from 'react';
import { toReadable, toSafeHref } from '@/lib/previews/markdown';

/** Nested deeper than this nobody wrote it to be read. */
const maxDepth = 40;

interface MarkdownTokensProps {
  tokens: readonly Token[] | undefined;
  depth?: number;
}

/** Elements for parts of a Markdown text. HTML is shown as it is written; pictures are named, not loaded. */
export function MarkdownTokens({ tokens = [], depth = 0 }: MarkdownTokensProps): ReactNode {
  if (depth > maxDepth) return '…';
  return tokens.map((token, index) => <Part key={index} token={token} depth={depth + 1} />);
}

interface PartProps {
  token: Token;
  /** What lies within it. */
  inner: ReactNode;
  depth: number;
}

/** The element of each type of token (https://marked.js.org/using_pro#lexer); others are their text. */
const parts: Partial<Record<string, (props: PartProps) => ReactNode>> = {
  heading: ({ token, inner }) => <Heading level={(token as Tokens.Heading).depth}>{inner}</Heading>,
  paragraph: ({ inner }) => <p className="my-2.5">{inner}</p>,
  blockquote: ({ inner }) => (
    <blockquote className="my-2.5 border-l-2 border-line-strong pl-3 text-ink-2">{inner}</blockquote>
  ),
  list: ({ token, depth }) => <List list={token as Tokens.List} depth={depth} />,
  table: ({ token, depth }) => <Table table={token as Tokens.Table} depth={depth} />,
  code: ({ token }) => <Code>{(token as Tokens.Code).text}</Code>,
  hr: () => <hr className="my-4 border-line" />,
  strong: ({ inner }) => <strong className="font-semibold">{inner}</strong>,
  em: ({ inner }) => <em>{inner}</em>,
  del: ({ inner }) => <del>{inner}</del>,
  br: () => <br />,
  codespan: ({ token }) => (
    <code className="rounded-sm bg-sunken px-1 font-mono text-[0.92em]">{(token as Tokens.Codespan).text}</code>
  ),
  link: ({ token, inner }) => <Link href={(token as Tokens.Link).href}>{inner}</Link>,
  image: ({ token }) => <Picture image={token as Tokens.Image} />,
  html: ({ token }) => <code className="font-mono text-[0.92em] whitespace-pre-wrap text-ink-3">{token.raw}</code>,
  space: () => null,
  def: () => null,
};

function Part({ token, depth }: { token: Token; depth: number }): ReactNode {
  const inner = 'tokens' in token ? <MarkdownTokens tokens={token.tokens} depth={depth} /> : null;
  const draw = Object.hasOwn(parts, token.type) ? parts[token.type] : undefined;
  if (draw) return draw({ token, inner, depth });
  return inner ?? toReadable('text' in token ? String(token.text) : token.raw);
}

const headingClasses = ['text-[22px]', 'text-[18px]', 'text-[16px]', 'text-[14px]'];

/** The page has headings of its own above, so these begin one level lower. */
function Heading({ level, children }: { level: number; children: ReactNode }) {
  const Tag = `h${Math.min(6, level + 2)}` as 'h3' | 'h4' | 'h5' | 'h6';
  return <Tag className={`mt-5 mb-2 font-semibold ${headingClasses[level - 1] ?? 'text-[14px]'}`}>{children}</Tag>;
}

function Link({ href, children }: { href: string; children: ReactNode }) {
  const safe = toSafeHref(href);
  if (safe === null) return <span title={href}>{children}</span>;
  return (
    <a href={safe} target="_blank" rel="noopener noreferrer nofollow" title={safe} className="text-accent underline">
      {children}
    </a>
  );
}

/** A picture would be a request to wherever the author wished. */
function Picture({ image: { href, text } }: { image: Tokens.Image }) {
  return (
    <span className="rounded-sm border border-line bg-sunken px-1.5 text-ink-2" title={href}>
      Picture, not loaded: {toReadable(text) || href}
    </span>
  );
}

function Code({ children }: { children: string }) {
  return (
    <pre
      tabIndex={0}
      className="my-2.5 overflow-x-auto rounded-md border border-line bg-sunken px-3 py-2 font-mono text-sm"
    >
      {children}
    </pre>
  );
}

function List({ list, depth }: { list: Tokens.List; depth: number }) {
  const items = list.items.map((item, index) => (
    <li key={index} className="my-0.5">
      {item.task && (item.checked ? '☑ ' : '☐ ')}
      <MarkdownTokens tokens={item.tokens.filter(({ type }) => type !== 'checkbox')} depth={depth} />
    </li>
  ));
  if (!list.ordered) return <ul className="my-2 list-disc pl-6">{items}</ul>;
  return (
    <ol start={Number(list.start) || 1} className="my-2 list-decimal pl-6">
      {items}
    </ol>
  );
}

function Table({ table: { header, rows, align }, depth }: { table: Tokens.Table; depth: number }) {
  const toCell = (Cell: 'th' | 'td', cells: Tokens.TableCell[]): ReactNode =>
    cells.map((cell, index) => (
      <Cell
        key={index}
        className="border border-line px-2 py-1 text-left"
        style={{ textAlign: align[index] ?? 'left' }}
      >
        <MarkdownTokens tokens={cell.tokens} depth={depth} />
      </Cell>
    ));
  return (
    <div className="my-2.5 overflow-x-auto">
      <table className="border-collapse">
        <thead className="bg-sunken">
          <tr>{toCell('th', header)}</tr>
        </thead>
        <tbody>
          {rows.map((cells, index) => (
            <tr key={index}>{toCell('td', cells)}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
