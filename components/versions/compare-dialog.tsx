'use client';

import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose } from '@/components/ui/dialog';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { KeyName } from '@/components/ui/key-name';
import { Select } from '@/components/ui/select';
import { Loading } from '@/components/ui/spinner';
import { formatBytes } from '@/lib/format/bytes';
import { formatDate } from '@/lib/format/dates';
import { formatQuantity } from '@/lib/format/numbers';
import { objectDetailsQuery } from '@/lib/objects/queries';
import type { ObjectTarget } from '@/lib/objects/schema';
import type { ObjectDetails } from '@/lib/objects/types';
import type { ObjectVersion } from '@/lib/versions/types';
import { compareDetails, differs, hasSameContent, type ComparedField } from './compare-fields';
import { ContentDifference } from './content-difference';

interface CompareDialogProps {
  target: ObjectTarget;
  /** Those that can be chosen, the newest first. */
  versions: readonly ObjectVersion[];
  before: string;
  after: string;
  isReadOnly: boolean;
  onClose: () => void;
}

/** Two versions of one object: what they tell of themselves, and what differs in their text. */
export function CompareDialog({ target, versions, isReadOnly, onClose, ...first }: CompareDialogProps) {
  const [before, setBefore] = useState(first.before);
  const [after, setAfter] = useState(first.after);
  const items = versions
    .filter(({ isMarker }) => !isMarker)
    .map(({ versionId, modified, sizeBytes, isLatest }) => ({
      value: versionId,
      label: `${modified === null ? 'No date' : formatDate(modified)} · ${formatBytes(sizeBytes)}${isLatest ? ' · latest' : ''}`,
      description: versionId,
    }));
  const sides = { before: { ...target, versionId: before }, after: { ...target, versionId: after } };
  const [left, right] = useQueries({ queries: [objectDetailsQuery(sides.before), objectDetailsQuery(sides.after)] });
  const failed = [left, right].find(({ isError }) => isError);
  return (
    <Dialog
      open
      width="large"
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title="Compare versions"
      description={<KeyName text={target.key} className="break-all" />}
      footer={
        <DialogClose>
          <Button>Close</Button>
        </DialogClose>
      }
    >
      <div className="grid grid-cols-2 gap-3 max-[680px]:grid-cols-1">
        <Field label="From">
          <Select items={items} value={before} onValueChange={setBefore} />
        </Field>
        <Field label="To">
          <Select items={items} value={after} onValueChange={setAfter} />
        </Field>
      </div>
      {failed && (
        <ErrorNotice
          className="mt-3"
          title="A version could not be looked at"
          error={failed.error}
          onRetry={() => void failed.refetch()}
        />
      )}
      {!failed && !(left.data && right.data) && <Loading className="py-3">Looking at both</Loading>}
      {before === after && <p className="mt-3 text-ink-2">Choose two versions: this is one and the same.</p>}
      {before !== after && left.data && right.data && (
        <>
          <FieldTable before={left.data} after={right.data} />
          {hasSameContent(left.data, right.data) ? (
            <p className="mt-3 text-ink-2">Both hold the same content: their ETags and sizes are the same.</p>
          ) : (
            <ContentDifference key={`${before} ${after}`} {...sides} isReadOnly={isReadOnly} />
          )}
        </>
      )}
    </Dialog>
  );
}

function FieldTable({ before, after }: { before: ObjectDetails; after: ObjectDetails }) {
  const fields = compareDetails(before, after);
  const different = fields.filter(differs);
  const same = fields.length - different.length;
  return (
    <section aria-label="What they tell" className="mt-3">
      {different.length > 0 && (
        <div className="overflow-x-auto rounded-lg border border-line">
          <table aria-label="What differs" className="w-full border-collapse text-sm">
            <thead className="bg-sunken text-ink-2">
              <tr>
                {['What', 'From', 'To'].map((name) => (
                  <th key={name} scope="col" className="px-2.5 py-1.5 text-left font-medium">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {different.map((field) => (
                <FieldRow key={`${field.group} ${field.name}`} field={field} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {different.length === 0 && <p className="text-ink-2">Nothing the server tells of them differs.</p>}
      {different.length > 0 && same > 0 && (
        <p className="mt-1.5 text-sm text-ink-3">{`${formatQuantity(same, 'field')} alike.`}</p>
      )}
    </section>
  );
}

function FieldRow({ field: { group, name, before, after } }: { field: ComparedField }) {
  return (
    <tr className="border-t border-line align-top">
      <th scope="row" className="w-[150px] px-2.5 py-1.5 text-left max-[680px]:w-[84px] font-normal text-ink-2">
        <KeyName text={name} />
        {group === 'User metadata' && <span className="block text-ink-3">user metadata</span>}
      </th>
      {[before, after].map((value, index) => (
        <td key={index} className="px-2.5 py-1.5 break-all">
          {value === null ? <span className="text-ink-3">none</span> : <KeyName text={value} />}
        </td>
      ))}
    </tr>
  );
}
