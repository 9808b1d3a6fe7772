'use client';

import { classNames } from '@/components/ui/class-names';
import { CopyButton } from '@/components/ui/copy-button';
import { KeyName } from '@/components/ui/key-name';
import type { DetailField, DetailGroup } from './details-fields';

/** Names and values under a heading. */
export function FieldGroup({ group }: { group: DetailGroup }) {
  return (
    <section className="mt-4 px-3.5">
      <h3 className="text-xs font-semibold text-ink-3">{group.title}</h3>
      <dl>
        {group.fields.map((field, index) => (
          <FieldRow key={`${field.name} ${index}`} field={field} />
        ))}
      </dl>
    </section>
  );
}

function FieldRow({ field }: { field: DetailField }) {
  return (
    <div className="grid min-h-[26px] grid-cols-[104px_minmax(0,1fr)] items-center gap-x-2">
      <dt className="py-0.5 break-words text-ink-3">{field.name}</dt>
      <dd title={field.title} className="flex items-center gap-1 py-0.5">
        <span
          className={classNames(
            'min-w-0 flex-1',
            field.isMono ? 'font-mono text-sm break-all' : 'break-words tabular-nums',
          )}
        >
          <KeyName text={field.value} />
        </span>
        {field.isCopied && <CopyButton text={field.value} what={field.name} className="-mr-2" />}
      </dd>
    </div>
  );
}
