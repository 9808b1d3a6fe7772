'use client';

import { Plus, X } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { Button, IconButton } from './button';
import { ReferenceLink } from './reference-link';

export interface LineListProps {
  /** Names the group. */
  label: string;
  /** What one line is, for the buttons: "origin". */
  item: string;
  hint?: ReactNode;
  description?: ReactNode;
  count: number;
  onAdd: () => void;
  onRemove: (index: number) => void;
  /** What is wrong with the list as a whole. */
  error?: string | undefined;
  /** Page that explains the list, for a mark beside the label. */
  reference?: string | undefined;
  className?: string | undefined;
  /** The fields of a line. */
  children: (index: number) => ReactNode;
}

/** Lines to add and to take away; what stands in one is the caller's. */
export function LineList(props: LineListProps) {
  const { label, item, hint, description, count, onAdd, onRemove, error, reference, className, children } = props;
  const id = useId();
  return (
    <div role="group" aria-labelledby={id} className={className}>
      <div className="flex items-baseline gap-2">
        <span id={id} className="font-medium">
          {label}
        </span>
        {hint && <span className="text-sm text-ink-3">{hint}</span>}
        {reference && <ReferenceLink href={reference} labelId={id} className="-ml-1" />}
      </div>
      {description && <p className="text-sm text-ink-3">{description}</p>}
      <ul className="mt-1 flex flex-col gap-1">
        {Array.from({ length: count }, (_, index) => (
          // The place in the list is what a line is: a text may stand there twice while it is typed.
          <li key={index} className="flex items-start gap-1">
            {children(index)}
            <IconButton label={`Remove ${item} ${index + 1}`} onClick={() => onRemove(index)}>
              <X size={14} aria-hidden="true" />
            </IconButton>
          </li>
        ))}
      </ul>
      {error && (
        <p role="alert" className="mt-1 text-sm text-danger">
          {error}
        </p>
      )}
      <Button size="small" className="mt-1" icon={<Plus size={13} aria-hidden="true" />} onClick={onAdd}>
        Add {item}
      </Button>
    </div>
  );
}
