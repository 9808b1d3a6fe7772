import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names';

export type CalloutTone = 'info' | 'ok' | 'warn' | 'danger';

const tones: Record<CalloutTone, { frame: string; icon: ReactNode }> = {
  info: { frame: 'border-line bg-sunken', icon: <Info size={15} className="text-ink-3" /> },
  ok: { frame: 'border-line bg-accent-soft', icon: <CircleCheck size={15} className="text-ok" /> },
  warn: { frame: 'border-warn/30 bg-warn-soft', icon: <TriangleAlert size={15} className="text-warn" /> },
  danger: { frame: 'border-danger/30 bg-danger-soft', icon: <CircleAlert size={15} className="text-danger" /> },
};

export interface CalloutProps {
  tone?: CalloutTone;
  title?: ReactNode;
  /** Buttons below the text. */
  actions?: ReactNode;
  /** `alert` when it appears as the answer to an act. */
  role?: 'alert' | 'status' | 'note';
  className?: string;
  children?: ReactNode;
}

/** A framed remark that belongs to what stands around it. */
export function Callout({ tone = 'info', title, actions, role, className, children }: CalloutProps) {
  const { frame, icon } = tones[tone];
  return (
    <div role={role} className={classNames('flex gap-2.5 rounded-lg border px-3 py-2.5', frame, className)}>
      <span aria-hidden="true" className="mt-0.5 shrink-0">
        {icon}
      </span>
      <div className="min-w-0 flex-1 break-words">
        {title && <p className="font-medium">{title}</p>}
        {children && <div className="text-ink-2">{children}</div>}
        {actions && <div className="mt-2 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  );
}
