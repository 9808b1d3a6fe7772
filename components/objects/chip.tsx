import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '@/components/ui/button';

interface ChipProps {
  label: string;
  onRemove: () => void;
  children: ReactNode;
}

/** Something that the list is limited by, and the way to be rid of it. */
export function Chip({ label, onRemove, children }: ChipProps) {
  return (
    <span className="inline-flex h-[26px] max-w-[240px] items-center gap-1 rounded-full bg-accent-soft pr-1 pl-2.5 text-sm text-accent">
      <span className="truncate">
        {label} <b className="font-medium">{children}</b>
      </span>
      <IconButton
        label={`Remove: ${label}`}
        size="small"
        className="size-[20px]! rounded-full! text-accent!"
        onClick={onRemove}
      >
        <X size={12} aria-hidden="true" />
      </IconButton>
    </span>
  );
}
