import { Badge } from '@/components/ui/badge';
import { Spinner } from '@/components/ui/spinner';
import type { SettingRow } from '@/lib/settings/types';

/** Where a setting stands, in a badge and a few words. “You may not look” never looks like “off”. */
export function RowState({ row }: { row: SettingRow | undefined }) {
  if (!row) {
    return (
      <span className="flex items-center gap-2 text-ink-3">
        <Spinner /> reading
      </span>
    );
  }
  return (
    <span className="flex min-w-0 items-baseline gap-x-2">
      <StateBadge state={row.state} />
      <span className="min-w-0 break-words text-ink-2">{describe(row)}</span>
    </span>
  );
}

export function StateBadge({ state }: { state: SettingRow['state'] }) {
  switch (state) {
    case 'configured':
      return <Badge tone="accent">set</Badge>;
    case 'absent':
      return <Badge>not set</Badge>;
    case 'unsupported':
      return <Badge>not offered</Badge>;
    case 'denied':
      return <Badge tone="warn">no access</Badge>;
    case 'failed':
      return <Badge tone="danger">failed</Badge>;
  }
}

function describe(row: SettingRow): string {
  switch (row.state) {
    case 'configured':
      return row.summary;
    case 'absent':
      return '';
    case 'unsupported':
      return row.reason;
    case 'denied':
      return `needs ${row.permission}`;
    case 'failed':
      return row.error.message;
  }
}
