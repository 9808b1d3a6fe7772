'use client';

import { Callout } from '@/components/ui/callout';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { defineEditor, type SettingFormProps } from '../define';
import { references } from './constants';
import type { RequestPayment } from './schema';
import { requestPayment } from './setting';

const payers = [
  { value: 'bucket-owner', label: 'The owner of the bucket' },
  { value: 'requester', label: 'The requester', description: 'Storage stays with the owner.' },
] as const;

function RequestPaymentForm({ value, onChange, issues }: SettingFormProps<RequestPayment>) {
  return (
    <div className="flex flex-col gap-4">
      <Field label="Who pays" error={issues.at('payer')} reference={references.payer} className="max-w-[420px]">
        <Select items={payers} value={value.payer} onValueChange={(payer) => onChange({ payer })} />
      </Field>
      {value.payer === 'requester' && (
        <Callout>
          Requests must then say that they agree to pay (x-amz-request-payer), and nobody reads anonymously any more.
        </Callout>
      )}
    </div>
  );
}

export const editor = defineEditor(requestPayment, RequestPaymentForm);
