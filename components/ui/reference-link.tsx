'use client';

import { CircleQuestionMark } from 'lucide-react';
import { useId } from 'react';
import { classNames } from './class-names';

interface ReferenceLinkProps {
  /** Page that explains the field. */
  href: string;
  /** Element that names the field: the link is called “Reference for” and that. */
  labelId: string;
  className?: string;
}

/** A small mark beside the name of a field, which leads to what is written about it. */
export function ReferenceLink({ href, labelId, className }: ReferenceLinkProps) {
  const id = useId();
  return (
    <a
      id={id}
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      aria-label="Reference for"
      aria-labelledby={`${id} ${labelId}`}
      title="Reference"
      className={classNames(
        // In the first line of a name that takes two.
        'inline-flex h-[18px] w-5 shrink-0 items-center justify-center self-start rounded text-ink-3 hover:text-ink',
        className,
      )}
    >
      <CircleQuestionMark size={13} aria-hidden="true" />
    </a>
  );
}
