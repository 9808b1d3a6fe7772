'use client';

import { CorsTester } from '@/components/bucket-settings/cors-tester';
import { CheckList } from '@/components/ui/check-list';
import { Field } from '@/components/ui/field';
import { ItemList } from '@/components/ui/item-list';
import { NumberInput } from '@/components/ui/number-input';
import { StringList } from '@/components/ui/string-list';
import { TextInput } from '@/components/ui/text-input';
import { isSameRules } from '@/lib/cors/rules';
import { formatSeconds } from '@/lib/format/durations';
import { defineEditor, type SettingFormProps, type SettingToolsProps } from '../define';
import type { Issues } from '../issues';
import { references } from './constants';
import { corsMethods, type Cors } from './schema';
import { cors } from './setting';

type Rule = Cors['rules'][number];

const methods = corsMethods.map((method) => ({ value: method, label: method }));

const makeRule = (): Rule => ({
  id: null,
  allowedOrigins: [''],
  allowedMethods: ['GET'],
  allowedHeaders: [],
  exposedHeaders: [],
  maxAgeSeconds: null,
});

function CorsForm({ value, onChange, issues }: SettingFormProps<Cors>) {
  return (
    <ItemList
      label="Rules"
      item="rule"
      items={value.rules}
      onItemsChange={(rules) => onChange({ rules })}
      makeItem={makeRule}
      describe={({ id }) => id}
      isOrdered
      error={issues.at('rules')}
      emptyText="No rule: browsers keep pages of other origins away from this bucket."
    >
      {(rule, index, change) => <RuleFields rule={rule} onChange={change} issues={issues.below('rules', index)} />}
    </ItemList>
  );
}

interface RuleFieldsProps {
  rule: Rule;
  onChange: (rule: Rule) => void;
  issues: Issues;
}

function RuleFields({ rule, onChange, issues }: RuleFieldsProps) {
  return (
    <>
      <StringList
        label="Allowed origins"
        item="origin"
        description="Scheme, host and port as the browser sends them. One * may stand for any part."
        placeholder="https://www.example.com"
        values={rule.allowedOrigins}
        onValuesChange={(allowedOrigins) => onChange({ ...rule, allowedOrigins })}
        error={issues.at('allowedOrigins')}
        reference={references.allowedOrigins}
        errorAt={(index) => issues.at('allowedOrigins', index)}
      />
      <CheckList
        label="Allowed methods"
        items={methods}
        values={rule.allowedMethods}
        onValuesChange={(allowedMethods) => onChange({ ...rule, allowedMethods })}
        error={issues.within('allowedMethods')}
        reference={references.allowedMethods}
      />
      <StringList
        label="Allowed headers"
        item="header"
        hint="optional"
        description="Headers a page may send. One * may stand for any part; * alone allows all."
        placeholder="x-amz-*"
        values={rule.allowedHeaders}
        onValuesChange={(allowedHeaders) => onChange({ ...rule, allowedHeaders })}
        errorAt={(index) => issues.at('allowedHeaders', index)}
        reference={references.allowedHeaders}
      />
      <StringList
        label="Exposed headers"
        item="exposed header"
        hint="optional"
        description="Headers of the answer a page may read beyond the usual ones, such as ETag."
        placeholder="ETag"
        values={rule.exposedHeaders}
        onValuesChange={(exposedHeaders) => onChange({ ...rule, exposedHeaders })}
        errorAt={(index) => issues.at('exposedHeaders', index)}
        reference={references.exposedHeaders}
      />
      <Field
        label="Max age"
        hint="optional"
        description={`How long a browser may remember the answer${
          rule.maxAgeSeconds === null || rule.maxAgeSeconds < 60 ? '' : `: ${formatSeconds(rule.maxAgeSeconds)}`
        }.`}
        error={issues.at('maxAgeSeconds')}
        reference={references.maxAgeSeconds}
      >
        <NumberInput
          value={rule.maxAgeSeconds}
          onValueChange={(maxAgeSeconds) => onChange({ ...rule, maxAgeSeconds })}
          unit="seconds"
        />
      </Field>
      <Field
        label="Rule id"
        hint="optional"
        description="A name of your own, up to 255 characters."
        error={issues.at('id')}
        reference={references.id}
      >
        <TextInput
          value={rule.id ?? ''}
          onValueChange={(id) => onChange({ ...rule, id: id === '' ? null : id })}
          className="max-w-[320px]"
        />
      </Field>
    </>
  );
}

function CorsTools({ value, saved, isUnseen, connection, bucket }: SettingToolsProps<Cors>) {
  // A bucket without the setting has no rule either.
  const isSaved = !isUnseen && isSameRules(saved?.rules ?? [], value.rules);
  return <CorsTester rules={value.rules} isSaved={isSaved} connection={connection} bucket={bucket} />;
}

export const editor = defineEditor(cors, CorsForm, CorsTools);
