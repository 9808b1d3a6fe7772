'use client';

import { ChevronDown, Trash2, Undo2 } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Menu, MenuItem } from '@/components/ui/menu';
import { formatQuantity } from '@/lib/format/numbers';
import type { SettingModel } from '@/lib/settings/define';
import type { Editing } from './use-draft';

interface EditorBarProps {
  model: SettingModel<unknown, unknown>;
  bucket: string;
  editing: Editing;
  canRemove: boolean;
  /** What keeps the value from being saved, once that was tried. */
  issueCount: number;
  onReview: () => void;
  onRemove: () => void;
}

/** The acts on a setting, always in sight. */
export function EditorBar({ model, bucket, editing, canRemove, issueCount, onReview, onRemove }: EditorBarProps) {
  return (
    <div className="sticky bottom-0 z-10 flex shrink-0 flex-wrap items-center gap-2 border-t border-line bg-surface px-3.5 py-2">
      <Button variant="primary" disabled={!editing.isChanged || editing.problem !== null} onClick={onReview}>
        Review and save
      </Button>
      <Button disabled={!editing.hasDraft} icon={<Undo2 size={14} aria-hidden="true" />} onClick={editing.revert}>
        Revert
      </Button>
      {model.templates.length > 0 && (
        <Menu
          side="top"
          trigger={
            <Button>
              Templates <ChevronDown size={13} aria-hidden="true" />
            </Button>
          }
        >
          {model.templates.map(({ title, description, toValue }) => (
            <MenuItem
              key={title}
              onSelect={() => editing.changeValue(toValue({ bucket, origin: location.origin }, editing.value))}
            >
              <span className="block">{title}</span>
              <span className="block text-sm text-ink-3">{description}</span>
            </MenuItem>
          ))}
        </Menu>
      )}
      <span role="status" className="min-w-0 text-sm text-ink-3">
        {issueCount > 0 ? (
          <span className="text-danger">{formatQuantity(issueCount, 'thing')} to put right first</span>
        ) : (
          editing.hasDraft && 'Not saved yet; kept in this tab'
        )}
      </span>
      {canRemove && (
        <Button
          variant="quiet"
          className="ml-auto text-danger"
          icon={<Trash2 size={14} aria-hidden="true" />}
          onClick={onRemove}
        >
          Delete
        </Button>
      )}
    </div>
  );
}
