'use client';

import { Field } from '@/components/ui/field';
import { ItemList } from '@/components/ui/item-list';
import { Select } from '@/components/ui/select';
import { StringList } from '@/components/ui/string-list';
import { SuggestInput } from '@/components/ui/suggest-input';
import { TextInput } from '@/components/ui/text-input';
import { conditionKeys } from '@/lib/policy/condition-keys';
import { fromList, toBucketArn, toList, type Condition, type Some, type Statement } from '@/lib/policy/document';
import { operatorNames } from '@/lib/policy/operators';
import { s3Actions } from '@/lib/policy/s3-actions';
import type { Issues } from '@/lib/settings/issues';
import { references } from '@/lib/settings/policy/constants';
import { PrincipalFields } from './policy-principals';

const effects = [
  { value: 'Allow', label: 'Allow' },
  { value: 'Deny', label: 'Deny', description: 'Wins over every statement that allows.' },
] as const;

const actionNames = ['s3:*', ...s3Actions.map(({ name }) => name)];

interface StatementFieldsProps {
  statement: Statement;
  onChange: (statement: Statement) => void;
  issues: Issues;
  bucket: string;
}

/** One statement of a policy. */
export function StatementFields({ statement, onChange, issues, bucket }: StatementFieldsProps) {
  const { sid, effect, principals, actions, resources, conditions } = statement;
  return (
    <>
      <div className="grid grid-cols-2 gap-3 max-[680px]:grid-cols-1">
        <Field label="Effect" reference={references.effect}>
          <Select items={effects} value={effect} onValueChange={(next) => onChange({ ...statement, effect: next })} />
        </Field>
        <Field label="Statement id" hint="optional" error={issues.at('sid')} reference={references.sid}>
          <TextInput
            value={sid ?? ''}
            autoComplete="off"
            onValueChange={(text) => onChange({ ...statement, sid: text === '' ? null : text })}
          />
        </Field>
      </div>
      <PrincipalFields
        principals={principals}
        onChange={(next) => onChange({ ...statement, principals: next })}
        issues={issues.below('principals')}
      />
      <SomeFields
        label="Actions"
        item="action"
        placeholder="s3:GetObject"
        reference={actions.isNot ? references.notActions : references.actions}
        some={actions}
        suggestions={actionNames}
        onChange={(next) => onChange({ ...statement, actions: next })}
        issues={issues.below('actions')}
      />
      <SomeFields
        label="Resources"
        item="resource"
        placeholder={toBucketArn(bucket, '*')}
        reference={resources.isNot ? references.notResources : references.resources}
        some={resources}
        suggestions={[toBucketArn(bucket), toBucketArn(bucket, '*')]}
        onChange={(next) => onChange({ ...statement, resources: next })}
        issues={issues.below('resources')}
      />
      <Conditions
        conditions={conditions}
        onChange={(next) => onChange({ ...statement, conditions: next })}
        issues={issues.below('conditions')}
      />
      {issues.within('unknown') && (
        <p role="alert" className="text-sm text-danger">
          {issues.within('unknown')} Take it out in the JSON.
        </p>
      )}
    </>
  );
}

interface SomeFieldsProps {
  label: string;
  item: string;
  placeholder: string;
  reference: string;
  some: Some;
  suggestions: readonly string[];
  onChange: (some: Some) => void;
  issues: Issues;
}

function SomeFields(props: SomeFieldsProps) {
  const { label, item, placeholder, reference, some, suggestions, onChange, issues } = props;
  const { isNot, values } = some;
  return (
    <div className="flex flex-col gap-1">
      <StringList
        label={label}
        item={item}
        placeholder={placeholder}
        reference={reference}
        description={
          isNot
            ? 'Everything but these. * stands for any text, ? for one character.'
            : '* stands for any text, ? for one character.'
        }
        suggestions={suggestions}
        values={toList(values)}
        onValuesChange={(texts) => onChange({ isNot, values: fromList(texts, values) })}
        error={issues.at('values')}
        errorAt={(index) => issues.at('values', index)}
      />
      <Select
        aria-label={`Which ${label.toLowerCase()}`}
        className="max-w-[220px]"
        items={[
          { value: 'these', label: 'These' },
          { value: 'others', label: 'All but these' },
        ]}
        value={isNot ? 'others' : 'these'}
        onValueChange={(choice) => onChange({ isNot: choice === 'others', values })}
      />
    </div>
  );
}

const makeCondition = (): Condition => ({ operator: 'StringEquals', key: '', values: [''] });

interface ConditionsProps {
  conditions: Condition[];
  onChange: (conditions: Condition[]) => void;
  issues: Issues;
}

function Conditions({ conditions, onChange, issues }: ConditionsProps) {
  return (
    <ItemList
      label="Conditions"
      item="condition"
      items={conditions}
      onItemsChange={onChange}
      makeItem={makeCondition}
      error={issues.at()}
      emptyText="No condition: it counts for every such request."
    >
      {(condition, index, change) => (
        <ConditionFields condition={condition} onChange={change} issues={issues.below(index)} />
      )}
    </ItemList>
  );
}

interface ConditionFieldsProps {
  condition: Condition;
  onChange: (condition: Condition) => void;
  issues: Issues;
}

function ConditionFields({ condition, onChange, issues }: ConditionFieldsProps) {
  const { operator, key, values } = condition;
  const list = toList(values);
  // Numbers and truth values stay what they are until somebody types over them.
  const toScalars = (texts: string[]) => texts.map((text) => list.find((value) => String(value) === text) ?? text);
  return (
    <>
      <div className="grid grid-cols-2 gap-3 max-[680px]:grid-cols-1">
        <Field label="Key" error={issues.at('key')} reference={references.conditionKey}>
          <SuggestInput
            suggestions={conditionKeys}
            value={key}
            onValueChange={(next) => onChange({ ...condition, key: next })}
          />
        </Field>
        <Field
          label="Operator"
          description="May begin with ForAnyValue: or ForAllValues:, and end in IfExists."
          error={issues.at('operator')}
          reference={references.conditionOperator}
        >
          <SuggestInput
            suggestions={operatorNames}
            value={operator}
            onValueChange={(next) => onChange({ ...condition, operator: next })}
          />
        </Field>
      </div>
      <StringList
        label="Values"
        item="value"
        description="Any of them will do; for a Not operator, none may be met."
        values={list.map(String)}
        onValuesChange={(texts) => onChange({ ...condition, values: fromList(toScalars(texts), values) })}
        error={issues.within('values')}
        reference={references.conditionKey}
      />
    </>
  );
}
