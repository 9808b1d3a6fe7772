'use client';

import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { Field } from '@/components/ui/field';
import { NumberInput } from '@/components/ui/number-input';
import { PairList } from '@/components/ui/pair-list';
import { TextInput } from '@/components/ui/text-input';
import { formatBytes } from '@/lib/format/bytes';
import type { LifecycleFilter } from '@/lib/lifecycle/rules';
import type { Issues } from '@/lib/settings/issues';
import { references } from '@/lib/settings/lifecycle/constants';
import { Section } from './section';

interface FilterFieldsProps {
  filter: LifecycleFilter;
  onChange: (filter: LifecycleFilter) => void;
  issues: Issues;
}

/** Says a size in larger units where that is shorter. */
const inWords = (bytes: number | null): string | undefined =>
  bytes === null || bytes < 1024 ? undefined : `${formatBytes(bytes)}.`;

/** Which objects a rule is about. */
export function FilterFields({ filter, onChange, issues }: FilterFieldsProps) {
  return (
    <Section title="Which objects">
      {filter.form === 'prefix' && (
        <Callout
          tone={issues.at('form') ? 'danger' : 'info'}
          title="This rule is written in the older form"
          actions={
            <Button size="small" onClick={() => onChange({ ...filter, form: 'filter' })}>
              Write it as a filter
            </Button>
          }
        >
          {issues.at('form') ?? 'It stays so, and means the same. Tags, sizes and kept versions need the newer one.'}
        </Callout>
      )}
      <Field
        label="Prefix"
        hint="optional"
        description="Keys that begin with this. Empty means every key."
        error={issues.at('prefix')}
        reference={filter.form === 'prefix' ? references.oldPrefix : references.filter.prefix}
      >
        <TextInput
          mono
          spellCheck={false}
          autoComplete="off"
          placeholder="logs/"
          value={filter.prefix ?? ''}
          onValueChange={(text) =>
            onChange({ ...filter, prefix: text === '' && filter.form === 'filter' ? null : text })
          }
        />
      </Field>
      {filter.form === 'filter' && (
        <>
          <PairList
            label="Tags"
            item="tag"
            pairs={filter.tags}
            onPairsChange={(tags) => onChange({ ...filter, tags })}
            error={issues.at('tags')}
            reference={references.filter.tags}
            errorAt={(index, part) => issues.at('tags', index, part)}
          />
          <div className="grid gap-2.5 min-[480px]:grid-cols-2">
            <Field
              label="Larger than"
              hint="optional"
              description={inWords(filter.sizeGreaterThanBytes)}
              error={issues.at('sizeGreaterThanBytes')}
              reference={references.filter.sizeGreaterThanBytes}
            >
              <NumberInput
                unit="bytes"
                value={filter.sizeGreaterThanBytes}
                onValueChange={(sizeGreaterThanBytes) => onChange({ ...filter, sizeGreaterThanBytes })}
              />
            </Field>
            <Field
              label="Smaller than"
              hint="optional"
              description={inWords(filter.sizeLessThanBytes)}
              error={issues.at('sizeLessThanBytes')}
              reference={references.filter.sizeLessThanBytes}
            >
              <NumberInput
                unit="bytes"
                value={filter.sizeLessThanBytes}
                onValueChange={(sizeLessThanBytes) => onChange({ ...filter, sizeLessThanBytes })}
              />
            </Field>
          </div>
        </>
      )}
    </Section>
  );
}
