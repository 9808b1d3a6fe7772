'use client';

import { Download } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { toExport } from '@/lib/settings/export';
import type { SettingRow } from '@/lib/settings/types';

interface ExportButtonProps {
  bucket: string;
  rows: Record<string, SettingRow>;
  /** Not all rows have been read yet. */
  disabled: boolean;
}

/** Saves all settings of the bucket as one JSON document. */
export function ExportButton({ bucket, rows, disabled }: ExportButtonProps) {
  const save = () => {
    const text = JSON.stringify(toExport(bucket, Object.values(rows)), null, 2);
    const url = URL.createObjectURL(new Blob([`${text}\n`], { type: 'application/json' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = `settings-of-${bucket.replace(/[^\w.-]/gu, '-')}.json`;
    link.click();
    // The browser has taken the address over by the next turn.
    setTimeout(() => URL.revokeObjectURL(url));
  };
  return (
    <Button
      disabled={disabled}
      icon={<Download size={14} aria-hidden="true" />}
      aria-label="Export as JSON"
      onClick={save}
    >
      <span className="max-[680px]:hidden">Export as JSON</span>
    </Button>
  );
}
