'use client';

import { Plus, X } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { Button, IconButton } from '@/components/ui/button';
import { ReferenceLink } from '@/components/ui/reference-link';

interface StepListProps<Step> {
  label: string;
  /** What one of them is: “transition”. */
  item: string;
  steps: readonly Step[];
  onStepsChange: (steps: Step[]) => void;
  makeStep: () => Step;
  /** Page that explains the steps. */
  reference: string;
  children: (step: Step, index: number, change: (next: Step) => void) => ReactNode;
}

/** Moves from class to class, one to a line. */
export function StepList<Step>(props: StepListProps<Step>) {
  const { label, item, steps, onStepsChange, makeStep, reference, children } = props;
  const id = useId();
  return (
    <div role="group" aria-labelledby={id}>
      <span className="flex items-baseline gap-1">
        <span id={id} className="font-medium">
          {label}
        </span>
        <ReferenceLink href={reference} labelId={id} />
      </span>
      <ol className="mt-1 flex flex-col gap-2">
        {steps.map((step, index) => (
          // Steps have no name of their own.
          <li key={index} className="flex items-start gap-1">
            <div className="grid min-w-0 flex-1 gap-1 min-[480px]:grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)]">
              {children(step, index, (next) =>
                onStepsChange(steps.map((old, other) => (other === index ? next : old))),
              )}
            </div>
            <IconButton
              label={`Remove ${item} ${index + 1}`}
              onClick={() => onStepsChange(steps.filter((_, other) => other !== index))}
            >
              <X size={14} aria-hidden="true" />
            </IconButton>
          </li>
        ))}
      </ol>
      <Button
        size="small"
        className="mt-1"
        icon={<Plus size={13} aria-hidden="true" />}
        onClick={() => onStepsChange([...steps, makeStep()])}
      >
        Add {item}
      </Button>
    </div>
  );
}
