'use client';

import { CopyButton } from '@/components/ui/copy-button';
import { defineEditor, type SettingFormProps } from '../define';
import type { Location } from './schema';
import { location } from './setting';

function LocationForm({ value, bucket }: SettingFormProps<Location>) {
  const rows = [
    { name: 'Region', text: value.region ?? 'not told' },
    { name: 'Location constraint', text: value.constraint ?? 'none' },
    { name: 'ARN', text: value.arn ?? `arn:aws:s3:::${bucket}` },
  ];
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-4 gap-y-1.5">
      {rows.map(({ name, text }) => (
        <div key={name} className="contents">
          <dt className="text-ink-3">{name}</dt>
          <dd className="flex min-w-0 items-center gap-1 font-mono text-sm break-all">
            {text}
            <CopyButton text={text} what={name} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

export const editor = defineEditor(location, LocationForm);
