'use client';

import { useMutation } from '@tanstack/react-query';
import { Badge, type BadgeTone } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { ErrorNotice } from '@/components/ui/error-notice';
import { KeyName } from '@/components/ui/key-name';
import type { BucketTarget } from '@/lib/objects/schema';
import { websiteCheckMutation } from '@/lib/website/queries';
import type { CheckRow, CheckSubject, WebsiteCheck } from '@/lib/website/types';

/** Asks the live website, as anybody could, and holds what it answers against what is set. */
export function WebsiteCheckSection({ target }: { target: BucketTarget }) {
  const ask = useMutation(websiteCheckMutation());
  return (
    <section aria-label="Live check" className="mt-6 max-w-[860px] border-t border-line pt-4">
      <h2 className="text-lg font-semibold">What does the website answer?</h2>
      <p className="mt-0.5 max-w-[76ch] text-ink-2">
        The console’s server asks the website without keys for its index, for something that is not there, and for what
        each routing rule waits for, by the saved setting. No redirect is followed.
      </p>
      <Button className="mt-2" pending={ask.isPending} onClick={() => ask.mutate(target)}>
        Ask the website
      </Button>
      {ask.isError && <ErrorNotice className="mt-3" title="The website was not asked" error={ask.error} />}
      {ask.data && <Result check={ask.data} />}
    </section>
  );
}

function Result({ check }: { check: WebsiteCheck }) {
  switch (check.state) {
    case 'no-website':
      return <Callout className="mt-3" role="status" title="No website is set on this bucket (any more)" />;
    case 'no-address':
      return <Callout className="mt-3" role="status" title="Where this bucket is served as a website is not known" />;
    case 'denied':
      return (
        <Callout className="mt-3" role="status" tone="warn" title="These keys may not look at the setting">
          The permission <code className="font-mono text-sm text-ink">{check.permission}</code> is missing.
        </Callout>
      );
    case 'asked':
      return <Rows rows={check.rows} />;
  }
}

function Rows({ rows }: { rows: CheckRow[] }) {
  const asked = rows.filter(({ verdict }) => verdict !== 'not-asked');
  const right = asked.filter(({ verdict }) => verdict === 'as-set');
  return (
    <>
      <p role="status" className="mt-3">
        {`${right.length} of ${asked.length} answers are as set.`}
      </p>
      <ul aria-label="Answers of the website" className="mt-1 rounded-lg border border-line">
        {rows.map((row) => (
          <Row key={nameOf(row.subject)} row={row} />
        ))}
      </ul>
    </>
  );
}

function nameOf(subject: CheckSubject): string {
  switch (subject.kind) {
    case 'index':
      return 'Index document';
    case 'error':
      return 'Error document';
    case 'everything':
      return 'Every request';
    case 'rule':
      return `Routing rule ${subject.index + 1}`;
  }
}

const verdicts: Record<CheckRow['verdict'], { tone: BadgeTone; words: string }> = {
  'as-set': { tone: 'ok', words: 'as set' },
  differs: { tone: 'warn', words: 'differs' },
  'no-answer': { tone: 'danger', words: 'no answer' },
  'not-asked': { tone: 'neutral', words: 'not asked' },
};

function Row({ row: { subject, path, verdict, expected, found, remark } }: { row: CheckRow }) {
  const { tone, words } = verdicts[verdict];
  const parts = [
    ['asked for', path],
    ['expected', expected],
    ['found', found],
  ] as const;
  return (
    <li aria-label={nameOf(subject)} className="border-line px-3 py-2 not-last:border-b">
      <h3 className="flex flex-wrap items-center gap-x-2 font-medium">
        {nameOf(subject)} <Badge tone={tone}>{words}</Badge>
      </h3>
      {path !== null && (
        <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 text-sm">
          {parts.map(([name, text]) => (
            <div key={name} className="contents">
              <dt className="text-ink-3">{name}</dt>
              <dd className="font-mono break-all">
                <KeyName text={text ?? ''} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {remark !== '' && (
        <p className="mt-1 text-sm text-ink-2">
          <KeyName text={remark} />
        </p>
      )}
    </li>
  );
}
