import { classNames } from './class-names';

export interface ProgressProps {
  /** What is making progress. */
  label: string;
  /** 0 to 1; `null` when nobody can know. */
  value: number | null;
  /** Said instead of the percentage, such as "340 of 1,000 keys". */
  valueText?: string;
  tone?: 'accent' | 'danger' | 'muted';
  className?: string;
}

const tones = { accent: 'bg-accent', danger: 'bg-danger', muted: 'bg-ink-3' };

/** A thin bar. Words beside it say the same. */
export function Progress({ label, value, valueText, tone = 'accent', className }: ProgressProps) {
  const percent = value === null ? null : Math.round(Math.min(1, Math.max(0, value)) * 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(percent !== null && { 'aria-valuenow': percent })}
      {...(valueText !== undefined && { 'aria-valuetext': valueText })}
      className={classNames('h-1 overflow-hidden rounded-full bg-line', className)}
    >
      <div
        className={classNames('h-full rounded-full', tones[tone], percent === null && 'w-1/3 animate-pulse')}
        style={percent === null ? undefined : { width: `${percent}%` }}
      />
    </div>
  );
}
