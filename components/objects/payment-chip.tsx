'use client';

import type { BucketTarget } from '@/lib/objects/schema';
import { Chip } from './chip';
import { usePayment } from './use-payment';

/** Says that requests are paid for, and ends it. */
export function PaymentChip({ target }: { target: BucketTarget }) {
  const { pays, setPays } = usePayment(target);
  return (
    pays && (
      <Chip label="Requests to this bucket" onRemove={() => setPays(false)}>
        you pay
      </Chip>
    )
  );
}
