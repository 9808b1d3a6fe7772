'use client';

import { useQueryClient } from '@tanstack/react-query';
import { announceListingChange } from '@/lib/listing/changes';
import type { BucketTarget } from '@/lib/objects/schema';

/**
 * Tells everything on the page that objects of a bucket are not what they were: their details and versions are read again,
 * and listings of `prefix` are listed again, where one is given.
 */
export function useObjectChanged({ connection, bucket }: BucketTarget): (prefix?: string) => void {
  const client = useQueryClient();
  return (prefix) => {
    void client.invalidateQueries({ queryKey: ['object', connection, bucket] });
    void client.invalidateQueries({ queryKey: ['versions', connection, bucket] });
    if (prefix !== undefined) announceListingChange({ connection, bucket, prefix });
  };
}
