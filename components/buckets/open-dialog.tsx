'use client';

import { Dialog } from '@/components/ui/dialog';
import type { ConnectionView } from '@/lib/connections/types';
import { OpenBucketForm } from './open-form';

interface OpenBucketDialogProps {
  connection: ConnectionView;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function OpenBucketDialog({ connection, open, onOpenChange }: OpenBucketDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Open a bucket by name"
      description="It need not be in the list: a bucket of somebody else opens as far as these keys may."
    >
      <OpenBucketForm connection={connection} onOpened={() => onOpenChange(false)} />
    </Dialog>
  );
}
