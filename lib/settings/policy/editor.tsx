'use client';

import dynamic from 'next/dynamic';
import { PolicyEvaluator } from '@/components/bucket-settings/policy-evaluator';
import { PolicyRemarks } from '@/components/bucket-settings/policy-remarks';
import { StatementFields } from '@/components/bucket-settings/policy-statement';
import { Field } from '@/components/ui/field';
import { ItemList } from '@/components/ui/item-list';
import { Select } from '@/components/ui/select';
import { Loading } from '@/components/ui/spinner';
import { TextInput } from '@/components/ui/text-input';
import { toBucketArn, type Policy, type Statement } from '@/lib/policy/document';
import { findLockOuts } from '@/lib/policy/lock-out';
import { policySurroundingsQuery } from '@/lib/policy/queries';
import { isSamePolicy } from '@/lib/policy/same';
import { toSignedIn } from '@/lib/policy/signed-in';
import { makeStatement } from '@/lib/policy/templates';
import { defineEditor, type SettingFormProps, type SettingToolsProps } from '../define';
import { references } from './constants';
import { policy } from './setting';

const PolicySource = dynamic(
  () => import('@/components/bucket-settings/policy-source').then((module) => module.PolicySource),
  { ssr: false, loading: () => <Loading className="p-3">Loading the editor</Loading> },
);

const versions = [
  { value: '2012-10-17', label: '2012-10-17', description: 'The current language.' },
  { value: '2008-10-17', label: '2008-10-17', description: 'Without variables.' },
  { value: 'none', label: 'Not said', description: 'Means 2008-10-17.' },
];

/** Begins with what cannot hurt: reading, by nobody until somebody is named. */
const makeFor = (bucket: string) => (): Statement =>
  makeStatement({
    principals: { isNot: false, who: { aws: [''], canonicalUser: null, service: null, federated: null } },
    actions: { isNot: false, values: ['s3:GetObject'] },
    resources: { isNot: false, values: [toBucketArn(bucket, '*')] },
  });

function PolicyForm({ value, onChange, issues, bucket }: SettingFormProps<Policy>) {
  const { version, id, statements, isSingle } = value;
  const isKnown = version === null || versions.some((one) => one.value === version);
  return (
    <div className="flex flex-col gap-4">
      <ItemList
        label="Statements"
        item="statement"
        items={statements}
        onItemsChange={(next) => onChange({ ...value, statements: next, isSingle: isSingle && next.length === 1 })}
        makeItem={makeFor(bucket)}
        describe={({ effect, sid }) => (sid === null ? effect : `${effect} · ${sid}`)}
        error={issues.at('statements')}
        emptyText="No statement: nobody gets in by a policy."
      >
        {(statement, index, change) => (
          <StatementFields
            statement={statement}
            onChange={change}
            issues={issues.below('statements', index)}
            bucket={bucket}
          />
        )}
      </ItemList>
      <div className="grid grid-cols-2 gap-3 max-[680px]:grid-cols-1">
        <Field label="Version" error={issues.at('version')} reference={references.version}>
          <Select
            items={isKnown ? versions : [...versions, { value: version, label: version }]}
            value={version ?? 'none'}
            onValueChange={(next) => onChange({ ...value, version: next === 'none' ? null : next })}
          />
        </Field>
        <Field label="Policy id" hint="optional" error={issues.at('id')} reference={references.id}>
          <TextInput
            value={id ?? ''}
            autoComplete="off"
            onValueChange={(text) => onChange({ ...value, id: text === '' ? null : text })}
          />
        </Field>
      </div>
      {issues.within('unknown') && (
        <p role="alert" className="text-sm text-danger">
          {issues.within('unknown')} Take it out in the JSON.
        </p>
      )}
    </div>
  );
}

const wayOut = 'On Amazon S3 the root user of the account can still delete the policy; elsewhere perhaps nobody can.';

function PolicyTools({ value, saved, connection, bucket }: SettingToolsProps<Policy>) {
  const bytes = new TextEncoder().encode(JSON.stringify(policy.toWire(value))).byteLength;
  return (
    <>
      <PolicyRemarks policy={value} saved={saved} bytes={bytes} connection={connection} bucket={bucket} />
      <PolicyEvaluator policy={value} isSaved={saved !== null && isSamePolicy(saved, value)} bucket={bucket} />
    </>
  );
}

export const editor = defineEditor(
  policy,
  PolicyForm,
  PolicyTools,
  async ({ value, saved, connection, bucket }, client) => {
    const surroundings = await client.query(policySurroundingsQuery({ connection, bucket }, JSON.stringify(saved)));
    const lockOuts = findLockOuts(value, saved, bucket, toSignedIn(surroundings));
    return lockOuts.length === 0 ? [] : [...lockOuts, wayOut];
  },
  PolicySource,
);
