'use client';

import { useQuery } from '@tanstack/react-query';
import { Button } from '@/components/ui/button';
import { Switch } from '@/components/ui/switch';
import type { BucketTarget } from '@/lib/objects/schema';
import { settingQuery } from '@/lib/settings/queries';
import { usePayment } from './use-payment';

interface PaymentFieldProps {
  target: BucketTarget;
  pays: boolean;
  onChange: (pays: boolean) => void;
}

/** Agrees to pay, and says whether the bucket asks for it, as far as these keys may know. */
export function PaymentField({ target, pays, onChange }: PaymentFieldProps) {
  const { data: reading } = useQuery(settingQuery({ ...target, setting: 'request-payment' }));
  const payer = reading?.state === 'configured' ? (reading.value as { payer: string }).payer : null;
  const description =
    payer === 'requester'
      ? 'Whoever asks this bucket pays. The choice is kept in this browser.'
      : 'For buckets whose requester pays. The choice is kept in this browser.';
  return <Switch label="Pay for the requests" description={description} checked={pays} onCheckedChange={onChange} />;
}

/** Offers to ask again and pay, where a bucket refuses. */
export function PaymentOffer({ target }: { target: BucketTarget }) {
  const { pays, setPays } = usePayment(target);
  if (pays) return null;
  return (
    <div className="mx-auto mt-3 max-w-[520px] px-4">
      <p className="text-ink-2">
        A bucket whose requester pays refuses everybody who has not agreed to. Agreeing costs what its provider takes
        for requests and transfers.
      </p>
      <Button className="mt-2" onClick={() => setPays(true)}>
        Agree to pay and ask again
      </Button>
    </div>
  );
}
