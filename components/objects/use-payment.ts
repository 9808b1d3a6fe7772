'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { getPays, setPays, subscribeToPayments } from '@/lib/client/payments';
import { announceListingChange } from '@/lib/listing/changes';
import type { BucketTarget } from '@/lib/objects/schema';

const never = (): boolean => false;

/** Whether this person pays for requests to a bucket, and the way to change it: all that was asked of it is asked again. */
export function usePayment({ connection, bucket }: BucketTarget): { pays: boolean; setPays: (pays: boolean) => void } {
  const client = useQueryClient();
  const read = (): boolean => getPays({ connection, bucket });
  const pays = useSyncExternalStore(subscribeToPayments, read, never);
  return {
    pays,
    setPays: (next) => {
      setPays({ connection, bucket }, next);
      void client.invalidateQueries({
        predicate: ({ queryKey }) => queryKey[1] === connection && queryKey[2] === bucket,
      });
      announceListingChange({ connection, bucket, prefix: '' });
    },
  };
}
