import { Badge } from '@/components/ui/badge';
import { KeyName } from '@/components/ui/key-name';
import { accessActs, type AccessRow } from '@/lib/access/types';
import { actWords, describeSubject, toTone } from './words';

interface AccessRowsProps {
  rows: AccessRow[];
  objectKey: string | null;
}

/** Everybody there is something to say about, and what decides it for each. */
export function AccessRows({ rows, objectKey }: AccessRowsProps) {
  return (
    <section aria-label="By what is set" className="mt-6">
      <h2 className="text-lg font-semibold">By what is set</h2>
      <p className="text-ink-3">
        {objectKey === null
          ? 'Reading, writing and deleting are about objects in general. Each object has an ACL of its own besides, which counts where ACLs do: name a key to see it.'
          : 'Listing is about the bucket, the rest about this object.'}
      </p>
      <ul className="mt-2 rounded-lg border border-line">
        {rows.map((row) => (
          <Row key={JSON.stringify(row.subject)} row={row} />
        ))}
      </ul>
    </section>
  );
}

function Row({ row: { subject, acts } }: { row: AccessRow }) {
  const { title, name } = describeSubject(subject);
  return (
    <li aria-label={name === null ? title : `${title} ${name}`} className="border-line px-3 py-2.5 not-last:border-b">
      <h3 className="flex flex-wrap items-baseline gap-x-2 font-medium">
        {title}
        {name !== null && <KeyName text={name} className="font-mono text-sm font-normal break-all text-ink-3" />}
      </h3>
      <dl className="mt-1 grid grid-cols-4 gap-x-4 gap-y-2 max-[860px]:grid-cols-2 max-[480px]:grid-cols-1">
        {accessActs.map((act) => (
          <div key={act} className="flex min-w-0 flex-wrap items-center gap-x-2">
            <dt className="text-ink-2">{actWords[act]}</dt>
            <dd>
              <Badge tone={toTone(acts[act].answer, subject)}>{acts[act].answer}</Badge>
            </dd>
            <dd className="w-full">
              <ul className="mt-0.5 text-sm text-ink-3">
                {acts[act].reasons.map((reason) => (
                  <li key={reason} className="break-words">
                    <KeyName text={reason} />
                  </li>
                ))}
              </ul>
            </dd>
          </div>
        ))}
      </dl>
    </li>
  );
}
