import { classNames } from '@/components/ui/class-names';
import type { Health } from './health';

const tones: Record<Health['tone'], string> = {
  ok: 'bg-ok',
  warn: 'bg-warn',
  danger: 'bg-danger',
  unknown: 'border border-ink-3',
};

/** The state of a connection as a dot; its words are there for those who cannot see or tell the colour. */
export function HealthDot({ health, className }: { health: Health; className?: string }) {
  return (
    <span title={health.summary} className={classNames('flex shrink-0', className)}>
      <span className={classNames('size-[7px] rounded-full', tones[health.tone])} />
      <span className="sr-only">{health.summary}. </span>
    </span>
  );
}
