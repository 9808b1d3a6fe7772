import type { ErrorPageContent, PageBlock, PageText } from '@/lib/errors/read-page';

/** A page of docs/errors. */
export function ErrorPage({ page }: { page: ErrorPageContent }) {
  return (
    <article className="flex flex-col gap-3 text-lg">
      <h1 className="text-xl font-semibold">{page.title}</h1>
      {page.blocks.map((block, index) => (
        <Block key={index} block={block} />
      ))}
    </article>
  );
}

function Block({ block }: { block: PageBlock }) {
  switch (block.kind) {
    case 'heading':
      return (
        <h2 className="mt-2 font-semibold">
          <Text parts={block.text} />
        </h2>
      );
    case 'paragraph':
      return (
        <p className="text-ink-2">
          <Text parts={block.text} />
        </p>
      );
    case 'list':
      return (
        <ul className="flex list-disc flex-col gap-1.5 pl-5 text-ink-2">
          {block.items.map((item, index) => (
            <li key={index}>
              <Text parts={item} />
            </li>
          ))}
        </ul>
      );
  }
}

function Text({ parts }: { parts: PageText[] }) {
  return parts.map((part, index) =>
    part.isCode ? (
      <code key={index} className="rounded bg-sunken px-1 font-mono text-base text-ink">
        {part.text}
      </code>
    ) : (
      part.text
    ),
  );
}
