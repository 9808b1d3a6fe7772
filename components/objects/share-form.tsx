'use client';

import { useState, type Ref } from 'react';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { Switch } from '@/components/ui/switch';
import { TextInput } from '@/components/ui/text-input';
import type { ConnectionView } from '@/lib/connections/types';
import { formatExactDate } from '@/lib/format/dates';
import { formatSeconds } from '@/lib/format/durations';
import type { LinkInput } from '@/lib/sharing/schema';
import { parseLifetime, toMaxLifetimeSeconds, type LifetimeUnit } from './link-lifetime';

const overrideNames = [
  'contentType',
  'contentDisposition',
  'cacheControl',
  'contentLanguage',
  'contentEncoding',
] as const;
type OverrideName = (typeof overrideNames)[number];

const overrideLabels: Record<OverrideName, { label: string; placeholder: string }> = {
  contentType: { label: 'Content-Type', placeholder: 'text/plain; charset=utf-8' },
  contentDisposition: { label: 'Content-Disposition', placeholder: 'inline' },
  cacheControl: { label: 'Cache-Control', placeholder: 'no-store' },
  contentLanguage: { label: 'Content-Language', placeholder: 'en' },
  contentEncoding: { label: 'Content-Encoding', placeholder: 'gzip' },
};

export interface ShareDraft {
  method: 'GET' | 'PUT';
  key: string;
  amount: string;
  unit: LifetimeUnit;
  isDownload: boolean;
  versionId: string;
  overrides: Record<OverrideName, string>;
  /** Date and time on this computer's clock, as `YYYY-MM-DDThh:mm`; empty for none. */
  expires: string;
}

export const initialShareDraft: ShareDraft = {
  method: 'GET',
  key: '',
  amount: '1',
  unit: 'hours',
  isDownload: false,
  versionId: '',
  overrides: { contentType: '', contentDisposition: '', cacheControl: '', contentLanguage: '', contentEncoding: '' },
  expires: '',
};

interface LinkPlace {
  connection: ConnectionView;
  bucket: string;
  now: number;
}

/** What to sign; `null` while the form is not right. */
export function toLinkInput(draft: ShareDraft, { connection, bucket, now }: LinkPlace): LinkInput | null {
  const lifetime = parseLifetime(draft.amount, draft.unit, toMaxLifetimeSeconds(connection, now));
  if (!lifetime.ok || draft.key === '') return null;
  const target = {
    connection: connection.id,
    bucket,
    key: draft.key,
    method: draft.method,
    lifetimeSeconds: lifetime.seconds,
  };
  if (draft.method === 'PUT') return target;
  const overrides = {
    ...Object.fromEntries(Object.entries(draft.overrides).filter(([, value]) => value.trim() !== '')),
    ...(draft.expires !== '' && { expires: new Date(draft.expires).toISOString() }),
  };
  return {
    ...target,
    ...(draft.isDownload && { download: true }),
    ...(draft.versionId.trim() !== '' && { versionId: draft.versionId.trim() }),
    ...(Object.keys(overrides).length > 0 && { overrides }),
  };
}

interface ShareFormProps {
  firstFieldRef: Ref<HTMLInputElement>;
  draft: ShareDraft;
  connection: ConnectionView;
  now: number;
  onChange: (part: Partial<ShareDraft>) => void;
}

export function ShareForm(props: ShareFormProps) {
  const { draft, firstFieldRef, onChange } = props;
  return (
    <div className="flex flex-col gap-3">
      {draft.method === 'PUT' && (
        <Field
          label="Key"
          description="The link puts exactly this object and replaces what is there."
          error={draft.key.endsWith('/') ? 'Add a name behind the slash, or the object looks like a folder.' : null}
        >
          <TextInput
            ref={firstFieldRef}
            mono
            value={draft.key}
            autoComplete="off"
            spellCheck={false}
            onValueChange={(key) => onChange({ key })}
          />
        </Field>
      )}
      <LifetimeFields {...props} />
      {draft.method === 'GET' && (
        <>
          <Switch
            label="Save as a file"
            description="Browsers save it under its own name instead of showing it."
            checked={draft.isDownload}
            onCheckedChange={(isDownload) => onChange({ isDownload })}
          />
          <MoreFields draft={draft} onChange={onChange} />
        </>
      )}
    </div>
  );
}

function LifetimeFields({ draft, connection, now, firstFieldRef, onChange }: ShareFormProps) {
  const maxSeconds = toMaxLifetimeSeconds(connection, now);
  const lifetime = parseLifetime(draft.amount, draft.unit, maxSeconds);
  const description = lifetime.ok
    ? `Made now, it dies on ${formatExactDate(now + lifetime.seconds * 1000)}.`
    : `At most ${formatSeconds(maxSeconds)}.`;
  return (
    <div className="grid grid-cols-[1fr_140px] items-end gap-2">
      <Field
        label="Works for"
        description={description}
        error={lifetime.ok ? null : lifetime.problem}
        className="col-start-1"
      >
        <TextInput
          {...(draft.method === 'GET' && { ref: firstFieldRef })}
          value={draft.amount}
          inputMode="decimal"
          onValueChange={(amount) => onChange({ amount })}
        />
      </Field>
      <Select<LifetimeUnit>
        aria-label="Unit"
        className="self-start mt-[22px]"
        value={draft.unit}
        onValueChange={(unit) => onChange({ unit })}
        items={[
          { value: 'minutes', label: 'minutes' },
          { value: 'hours', label: 'hours' },
          { value: 'days', label: 'days' },
        ]}
      />
    </div>
  );
}

function MoreFields({ draft, onChange }: Pick<ShareFormProps, 'draft' | 'onChange'>) {
  const [isOpenFirst] = useState(() => draft.versionId !== '');
  return (
    <details open={isOpenFirst}>
      <summary className="cursor-default text-ink-2 hover:text-ink">Version and response headers</summary>
      <div className="mt-2 grid gap-2.5 min-[680px]:grid-cols-2">
        <Field label="Version id" hint="optional">
          <TextInput
            mono
            value={draft.versionId}
            placeholder="current"
            onValueChange={(versionId) => onChange({ versionId })}
          />
        </Field>
        {overrideNames.map((name) => (
          <Field key={name} label={overrideLabels[name].label} hint="optional">
            <TextInput
              value={draft.overrides[name]}
              placeholder={overrideLabels[name].placeholder}
              onValueChange={(value) => onChange({ overrides: { ...draft.overrides, [name]: value } })}
            />
          </Field>
        ))}
        <Field label="Expires" hint="optional">
          <TextInput type="datetime-local" value={draft.expires} onValueChange={(expires) => onChange({ expires })} />
        </Field>
      </div>
    </details>
  );
}
