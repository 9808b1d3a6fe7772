'use client';

import { GranteeField, GranteeKindSelect } from '@/components/acl/grantee-field';
import { describeGrantee, newGrantee } from '@/components/acl/grantees';
import { Callout } from '@/components/ui/callout';
import { Field } from '@/components/ui/field';
import { ItemList } from '@/components/ui/item-list';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import type { AclGrantee } from '@/lib/acl/grants';
import { defineEditor, type SettingFormProps } from '../define';
import type { Issues } from '../issues';
import { references } from './constants';
import type { Logging } from './schema';
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
        reference={references.targetBucket}
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
        reference={references.targetPrefix}
      >
        <TextInput
          mono
          spellCheck={false}
          value={value.targetPrefix}
          onValueChange={(targetPrefix) => onChange({ ...value, targetPrefix })}
        />
      </Field>
      <Field label="Keys of log objects" error={issues.at('keyFormat')} reference={references.keyFormat}>
        <Select
          items={formats}
          value={value.keyFormat ?? 'unset'}
          onValueChange={(format) => onChange({ ...value, keyFormat: format === 'unset' ? null : format })}
        />
      </Field>
      <span aria-hidden="true" className="-mb-2 font-medium">
        Grants on log objects
      </span>
      <ItemList
        label="Grants on log objects"
        item="grant"
        items={value.grants}
        onItemsChange={(grants) => onChange({ ...value, grants })}
        makeItem={(): Grant => ({ grantee: newGrantee, permission: 'READ' })}
        describe={({ grantee, permission }) =>
          `${describeGrantee(grantee) || '…'}: ${permissions.find(({ value: name }) => name === permission)?.label.toLowerCase()}`
        }
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

interface GrantFieldsProps {
  grant: Grant;
  onChange: (grant: Grant) => void;
  issues: Issues;
}

function GrantFields({ grant, onChange, issues }: GrantFieldsProps) {
  const { grantee, permission } = grant;
  const changeGrantee = (next: AclGrantee) => onChange({ ...grant, grantee: next });
  return (
    <>
      <div className="grid grid-cols-2 gap-3 max-[680px]:grid-cols-1">
        <Field label="Who" reference={references.grantee}>
          <GranteeKindSelect grantee={grantee} onChange={changeGrantee} />
        </Field>
        <Field label="May" reference={references.permission}>
          <Select
            items={permissions}
            value={permission}
            onValueChange={(next) => onChange({ ...grant, permission: next })}
          />
        </Field>
      </div>
      <GranteeField grantee={grantee} onChange={changeGrantee} issues={issues.below('grantee')} />
    </>
  );
}

export const editor = defineEditor(logging, LoggingForm);
