'use client';

import { Ban, Upload } from 'lucide-react';
import { useState, type DragEvent, type ReactNode } from 'react';
import { classNames } from '@/components/ui/class-names';
import { KeyName } from '@/components/ui/key-name';
import { captureDrop, holdsFiles } from '@/lib/uploads/capture-drop';
import type { UploadTarget } from '@/lib/uploads/intake';
import { uploadHub } from './hub';

export interface DropTargetProps {
  target: UploadTarget;
  /** Why nothing can be dropped here, such as a read-only connection. */
  refusal?: string | null;
  className?: string;
  children: ReactNode;
}

/** Takes files and folders dropped anywhere on its content. */
export function DropTarget({ target, refusal = null, className, children }: DropTargetProps) {
  // Every element below sends an enter and a leave of its own; the pointer is gone when all have been left.
  const [depth, setDepth] = useState(0);
  const enter = (event: DragEvent) => {
    if (!holdsFiles(event.dataTransfer)) return;
    event.preventDefault();
    setDepth((current) => current + 1);
    if (refusal === null) uploadHub.need();
  };
  const leave = (event: DragEvent) => {
    if (holdsFiles(event.dataTransfer)) setDepth((current) => Math.max(0, current - 1));
  };
  const hover = (event: DragEvent) => {
    if (!holdsFiles(event.dataTransfer)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = refusal === null ? 'copy' : 'none';
  };
  const drop = (event: DragEvent) => {
    if (!holdsFiles(event.dataTransfer)) return;
    event.preventDefault();
    setDepth(0);
    if (refusal === null) uploadHub.addFiles(target, { kind: 'dropped', items: captureDrop(event.dataTransfer) });
  };
  return (
    <div
      className={classNames('relative', className)}
      onDragEnter={enter}
      onDragLeave={leave}
      onDragOver={hover}
      onDrop={drop}
    >
      {children}
      {depth > 0 && <DropOverlay target={target} refusal={refusal} />}
    </div>
  );
}

function DropOverlay({ target, refusal }: { target: UploadTarget; refusal: string | null }) {
  const isRefused = refusal !== null;
  return (
    <div
      className={classNames(
        'pointer-events-none absolute inset-2 z-10 flex flex-col items-center justify-center gap-2 rounded-xl border-2 border-dashed text-center',
        isRefused ? 'border-line-strong bg-sunken/90 text-ink-2' : 'border-accent bg-accent-soft/90 text-ink',
      )}
    >
      {isRefused ? (
        <Ban size={26} aria-hidden="true" />
      ) : (
        <Upload size={26} aria-hidden="true" className="text-accent" />
      )}
      <p className="max-w-[80%] text-lg font-semibold break-words">
        {isRefused ? (
          refusal
        ) : (
          <>
            Drop to upload to <KeyName text={`${target.bucket}/${target.prefix}`} />
          </>
        )}
      </p>
    </div>
  );
}
