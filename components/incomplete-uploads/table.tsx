'use client';

import { Button } from '@/components/ui/button';
import { KeyName } from '@/components/ui/key-name';
import { formatBytes } from '@/lib/format/bytes';
import { formatAge, formatExactDate } from '@/lib/format/dates';
import { formatCount } from '@/lib/format/numbers';
import type { IncompleteUpload, UploadSize } from '@/lib/incomplete-uploads/types';
import { toUploadName } from './totals';

interface UploadsTableProps {
  uploads: readonly IncompleteUpload[];
  sizes: ReadonlyMap<string, UploadSize>;
  now: number;
  selected: ReadonlySet<string>;
  /** `null` where nothing can be done with them. */
  onSelect: ((selected: ReadonlySet<string>) => void) | null;
  onResume: ((upload: IncompleteUpload) => void) | null;
}

const heading = 'px-2 py-1.5 text-left font-medium';
const narrowHidden = 'max-[680px]:hidden';

export function UploadsTable({ uploads, sizes, now, selected, onSelect, onResume }: UploadsTableProps) {
  const areAll = uploads.every((upload) => selected.has(toUploadName(upload)));
  return (
    <div className="mt-2 overflow-x-auto rounded-lg border border-line">
      <table aria-label="Incomplete uploads" className="w-full border-collapse">
        <thead className="bg-sunken text-sm text-ink-2">
          <tr>
            {onSelect && (
              <th scope="col" className="w-8 py-1.5 pl-2.5">
                <input
                  type="checkbox"
                  aria-label="Select all that are listed"
                  checked={areAll}
                  onChange={() => onSelect(new Set(areAll ? [] : uploads.map(toUploadName)))}
                />
              </th>
            )}
            <th scope="col" className={heading}>
              Key
            </th>
            <th scope="col" className={`${heading} ${narrowHidden}`}>
              Age
            </th>
            <th scope="col" className={`${heading} text-right ${narrowHidden}`}>
              Sent
            </th>
            <th scope="col" className={`${heading} text-right ${narrowHidden}`}>
              Parts
            </th>
            <th scope="col" className={`${heading} ${narrowHidden}`}>
              Begun by
            </th>
            {onResume && (
              <th scope="col" className="w-0">
                <span className="sr-only">Acts</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {uploads.map((upload) => (
            <UploadRow
              key={toUploadName(upload)}
              upload={upload}
              size={sizes.get(toUploadName(upload))}
              now={now}
              isSelected={selected.has(toUploadName(upload))}
              onToggle={onSelect && (() => onSelect(toggle(selected, toUploadName(upload))))}
              onResume={onResume && (() => onResume(upload))}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function toggle(selected: ReadonlySet<string>, name: string): ReadonlySet<string> {
  const next = new Set(selected);
  if (!next.delete(name)) next.add(name);
  return next;
}

interface UploadRowProps {
  upload: IncompleteUpload;
  /** Not there until it has been measured. */
  size: UploadSize | undefined;
  now: number;
  isSelected: boolean;
  onToggle: (() => void) | null;
  onResume: (() => void) | null;
}

function UploadRow({
  upload: { key, uploadId, initiated, initiator },
  size,
  now,
  isSelected,
  onToggle,
  onResume,
}: UploadRowProps) {
  const sent = size === undefined ? '…' : size.bytes === null ? 'not known' : formatBytes(size.bytes);
  const age = initiated === null ? '–' : formatAge(initiated, now);
  return (
    <tr className={isSelected ? 'border-t border-line bg-select' : 'border-t border-line hover:bg-sunken'}>
      {onToggle && (
        <td className="py-1.5 pl-2.5">
          <input
            type="checkbox"
            aria-label={`Select the upload of ${key}, ${uploadId}`}
            checked={isSelected}
            onChange={onToggle}
          />
        </td>
      )}
      <td className="max-w-[420px] px-2 py-1.5 break-all">
        <KeyName text={key} />
        <span className="hidden text-sm text-ink-3 tabular-nums max-[680px]:block">{`${age} · ${sent}`}</span>
      </td>
      <td
        className={`px-2 py-1.5 whitespace-nowrap text-ink-2 tabular-nums ${narrowHidden}`}
        title={initiated === null ? undefined : formatExactDate(initiated)}
      >
        {age}
      </td>
      <td className={`px-2 py-1.5 text-right whitespace-nowrap text-ink-2 tabular-nums ${narrowHidden}`}>{sent}</td>
      <td className={`px-2 py-1.5 text-right text-ink-2 tabular-nums ${narrowHidden}`}>
        {size?.parts == null ? '–' : formatCount(size.parts)}
      </td>
      <td className={`max-w-[180px] truncate px-2 py-1.5 text-ink-2 ${narrowHidden}`}>{initiator || '–'}</td>
      {onResume && (
        <td className="py-1 pr-2 text-right">
          <Button size="small" aria-label={`Resume the upload of ${key}, ${uploadId}`} onClick={onResume}>
            Resume…
          </Button>
        </td>
      )}
    </tr>
  );
}
