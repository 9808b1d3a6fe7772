import { classNames } from '@/components/ui/class-names';

export function Brand({ className }: { className?: string }) {
  return (
    <span className={classNames('flex items-center gap-[9px] text-lg font-bold tracking-tight', className)}>
      <svg
        width="20"
        height="20"
        viewBox="0 0 20 20"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        aria-hidden="true"
        className="text-accent"
      >
        <path d="M3.5 5.5 5 17h10l1.5-11.5" />
        <ellipse cx="10" cy="5.5" rx="6.5" ry="2.3" />
        <path d="M4.3 11h11.4" />
      </svg>
      Cooper
    </span>
  );
}
