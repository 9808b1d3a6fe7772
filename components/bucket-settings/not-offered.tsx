import { CircleSlash } from 'lucide-react';
import { EmptyState } from '@/components/ui/empty-state';

export function NotOffered({ reason }: { reason: string }) {
  return (
    <EmptyState icon={<CircleSlash size={28} />} title="Not offered here">
      {reason} Nothing is sent to it for this.
    </EmptyState>
  );
}
