'use client';

import { Callout } from '@/components/ui/callout';
import { Field } from '@/components/ui/field';
import { ItemList } from '@/components/ui/item-list';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import { defineEditor, type SettingFormProps } from '../define';
import type { Issues } from '../issues';
import type { Logging, LoggingGrantee } from './schema';
import { logging } from './setting';

type Grant = Logging['grants'][number];

const formats = [
  { value: 'unset', label: 'Not named', description: 'The server takes the simple form.' },
  { value: 'simple', label: 'Simple', description: 'prefix, date and time, a random part' },
  {
    value: 'event-time',
    label: 'In folders by day of the event',
    description: 'account/region/bucket/year/month/day/',
  },
  {
    value: 'delivery-time',
    label: 'In folders by day of delivery',
    description: 'account/region/bucket/year/month/day/',
  },
  { value: 'partitioned', label: 'In folders, day not named' },
] as const;

const kinds = [
  { value: 'id', label: 'Canonical user id' },
  { value: 'email', label: 'E-mail of an account' },
  { value: 'group', label: 'Group, by URI' },
] as const;

const permissions = [
  { value: 'FULL_CONTROL', label: 'Full control' },
  { value: 'READ', label: 'Read' },
  { value: 'WRITE', label: 'Write' },
] as const;

function LoggingForm({ value, onChange, issues, bucket }: SettingFormProps<Logging>) {
  return (
    <div className="flex max-w-[620px] flex-col gap-4">
      <Field
        label="Target bucket"
        description="In the same region and account. It must allow the log service to write."
        error={issues.at('targetBucket')}
      >
        <TextInput
          mono
          spellCheck={false}
          value={value.targetBucket}
          onValueChange={(targetBucket) => onChange({ ...value, targetBucket })}
        />
      </Field>
      <Field
        label="Target prefix"
        hint="optional"
        description="Keys of log objects begin with it."
        error={issues.at('targetPrefix')}
      >
        <TextInput
          mono
          spellCheck={false}
          value={value.targetPrefix}
          onValueChange={(targetPrefix) => onChange({ ...value, targetPrefix })}
        />
      </Field>
      <Field label="Keys of log objects" error={issues.at('keyFormat')}>
        <Select
          items={formats}
          value={value.keyFormat ?? 'unset'}
          onValueChange={(format) => onChange({ ...value, keyFormat: format === 'unset' ? null : format })}
        />
      </Field>
      <ItemList
        label="Grants on log objects"
        item="grant"
        items={value.grants}
        onItemsChange={(grants) => onChange({ ...value, grants })}
        makeItem={(): Grant => ({ grantee: { kind: 'id', id: '' }, permission: 'READ' })}
        error={issues.at('grants')}
        emptyText="No grants: log objects belong to the owner of the target bucket."
      >
        {(grant, index, change) => (
          <GrantFields grant={grant} onChange={change} issues={issues.below('grants', index)} />
        )}
      </ItemList>
      {value.targetBucket === bucket && (
        <Callout tone="warn" title="The logs would go into this very bucket">
          Writing them is logged again, so they grow without end.
        </Callout>
      )}
    </div>
  );
}

function toGrantee(kind: LoggingGrantee['kind'], text: string): LoggingGrantee {
  if (kind === 'email') return { kind, email: text };
  return kind === 'group' ? { kind, uri: text } : { kind, id: text };
}

function toText(grantee: LoggingGrantee): string {
  if (grantee.kind === 'email') return grantee.email;
  return grantee.kind === 'group' ? grantee.uri : grantee.id;
}

interface GrantFieldsProps {
  grant: Grant;
  onChange: (grant: Grant) => void;
  issues: Issues;
}

function GrantFields({ grant, onChange, issues }: GrantFieldsProps) {
  const { grantee, permission } = grant;
  return (
    <div className="grid grid-cols-[170px_minmax(0,1fr)_130px] gap-2 max-[680px]:grid-cols-[minmax(0,1fr)]">
      <Field label="Grantee">
        <Select
          items={kinds}
          value={grantee.kind}
          onValueChange={(kind) => onChange({ ...grant, grantee: toGrantee(kind, toText(grantee)) })}
        />
      </Field>
      <Field label="Who" error={issues.within('grantee')}>
        <TextInput
          mono
          spellCheck={false}
          value={toText(grantee)}
          onValueChange={(text) => onChange({ ...grant, grantee: toGrantee(grantee.kind, text) })}
        />
      </Field>
      <Field label="May">
        <Select
          items={permissions}
          value={permission}
          onValueChange={(next) => onChange({ ...grant, permission: next })}
        />
      </Field>
    </div>
  );
}

export const editor = defineEditor(logging, LoggingForm);
