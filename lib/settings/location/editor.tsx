'use client';

import { useId } from 'react';
import { CopyButton } from '@/components/ui/copy-button';
import { ReferenceLink } from '@/components/ui/reference-link';
import { defineEditor, type SettingFormProps } from '../define';
import { references } from './constants';
import type { Location } from './schema';
import { location } from './setting';

function LocationForm({ value, bucket }: SettingFormProps<Location>) {
  const id = useId();
  const rows = [
    { name: 'Region', text: value.region ?? 'not told', reference: references.region },
    { name: 'Location constraint', text: value.constraint ?? 'none', reference: references.constraint },
    { name: 'ARN', text: value.arn ?? `arn:aws:s3:::${bucket}`, reference: references.arn },
  ];
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-4 gap-y-1.5">
      {rows.map(({ name, text, reference }) => (
        <div key={name} className="contents">
          <dt className="flex items-center gap-1 text-ink-3">
            <span id={`${id}-${name}`}>{name}</span>
            <ReferenceLink href={reference} labelId={`${id}-${name}`} />
          </dt>
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
