'use client';

import { useState } from 'react';
import { useBuckets } from '@/components/buckets/use-buckets';
import { BucketFields } from '@/components/transfer/place-fields';
import { Switch } from '@/components/ui/switch';
import type { BucketTarget } from '@/lib/objects/schema';
import type { FormProps } from './form-props';

interface PlaceFormProps extends FormProps {
  kind: 'copy' | 'move';
  target: BucketTarget;
  /** Where the objects are: what comes behind it stays the same. */
  from: string;
}

/** Another bucket, another prefix, or both. */
export function PlaceForm({ kind, target, from, onChange }: PlaceFormProps) {
  const [draft, setDraft] = useState({ bucket: target.bucket, prefix: from, mayReplace: false });
  const { buckets } = useBuckets(target.connection);
  const change = (part: Partial<typeof draft>): void => {
    const next = { ...draft, ...part };
    setDraft(next);
    const bucket = next.bucket.trim();
    const isHere = bucket === target.bucket && next.prefix === from;
    const to = { bucket, prefix: next.prefix, from };
    onChange(
      bucket === '' || isHere ? null : { kind, to, conflict: next.mayReplace ? 'replace' : 'refuse' },
      isHere && next !== draft ? 'They are there already.' : null,
    );
  };
  return (
    <>
      <BucketFields draft={draft} buckets={buckets.map(({ name }) => name)} onChange={change} />
      <Switch
        label="Replace what is there"
        description="Otherwise objects that exist are left as they are, and named."
        checked={draft.mayReplace}
        onCheckedChange={(mayReplace) => change({ mayReplace })}
      />
    </>
  );
}
