'use client';

import { useBuckets } from '@/components/buckets/use-buckets';
import { useConnections } from '@/components/connections/use-connections';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { SuggestInput } from '@/components/ui/suggest-input';
import { TextInput } from '@/components/ui/text-input';
import type { TransferDraft } from './transfer-draft';

type Place = Pick<TransferDraft, 'connection' | 'bucket' | 'prefix'>;

interface PlaceFieldsProps {
  draft: Place;
  onChange: (part: Partial<Place>) => void;
  problem: string | null;
}

/** A prefix in a bucket of any connection that somebody is signed in to. */
export function PlaceFields({ draft, onChange, problem }: PlaceFieldsProps) {
  const { buckets } = useBuckets(draft.connection);
  const targets = useConnections().filter(({ isOpen, readOnly }) => isOpen && !readOnly);
  return (
    <>
      {targets.length > 1 && (
        <Field label="Connection">
          <Select
            items={targets.map(({ id, name, host }) => ({ value: id, label: name, description: host }))}
            value={draft.connection}
            onValueChange={(connection) => onChange({ connection })}
          />
        </Field>
      )}
      <BucketFields draft={draft} buckets={buckets.map(({ name }) => name)} onChange={onChange} problem={problem} />
    </>
  );
}

interface BucketFieldsProps {
  draft: Pick<Place, 'bucket' | 'prefix'>;
  /** Names to choose from; others can be typed. */
  buckets: readonly string[];
  onChange: (part: { bucket: string } | { prefix: string }) => void;
  problem?: string | null;
}

/** A prefix in a bucket. */
export function BucketFields({ draft, buckets, onChange, problem = null }: BucketFieldsProps) {
  return (
    <>
      <Field label="Bucket">
        <SuggestInput value={draft.bucket} suggestions={buckets} onValueChange={(bucket) => onChange({ bucket })} />
      </Field>
      <Field
        label="Prefix"
        description="What stands before the names there. End it with a slash for a folder."
        error={problem}
      >
        <TextInput
          mono
          value={draft.prefix}
          placeholder="none: the top of the bucket"
          autoComplete="off"
          spellCheck={false}
          onValueChange={(prefix) => onChange({ prefix })}
        />
      </Field>
    </>
  );
}
