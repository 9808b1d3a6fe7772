'use client';

import { Field } from '@/components/ui/field';
import { PairList } from '@/components/ui/pair-list';
import { TextInput } from '@/components/ui/text-input';
import type { Issues } from '@/lib/settings/issues';
import type { ObjectFilter } from '@/lib/settings/object-filter';

interface ObjectFilterFieldsProps {
  value: ObjectFilter;
  onChange: (value: ObjectFilter) => void;
  issues: Issues;
  /** Pages that explain the fields. */
  references: { prefix: string; tags: string };
}

/** Which objects a rule is for: by prefix and by tags, all of which must fit. */
export function ObjectFilterFields({ value, onChange, issues, references }: ObjectFilterFieldsProps) {
  return (
    <>
      <Field
        label="Prefix"
        hint="optional"
        description="Only objects whose keys begin with it."
        error={issues.at('prefix')}
        reference={references.prefix}
      >
        <TextInput
          mono
          spellCheck={false}
          value={value.prefix ?? ''}
          onValueChange={(prefix) => onChange({ ...value, prefix: prefix === '' ? null : prefix })}
        />
      </Field>
      <PairList
        label="Only objects with these tags"
        item="tag"
        pairs={value.tags}
        onPairsChange={(tags) => onChange({ ...value, tags })}
        error={issues.at('tags')}
        reference={references.tags}
        errorAt={(index, part) => issues.at('tags', index, part)}
      />
    </>
  );
}
