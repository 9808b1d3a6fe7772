'use client';

import { History } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { PageActions } from '@/components/shell/slots';
import { Button } from '@/components/ui/button';
import type { SettingTarget } from '@/lib/settings/schema';
import type { SettingDescription } from '@/lib/settings/types';
import type { Editing } from './use-draft';

const HistoryDialog = dynamic(() => import('./history-dialog').then((module) => module.HistoryDialog), { ssr: false });

interface HistoryButtonProps {
  place: SettingTarget;
  setting: SettingDescription;
  editing: Editing;
  canEdit: boolean;
}

/** Opens the history of a setting, above the page. */
export function HistoryButton({ place, setting, editing, canEdit }: HistoryButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
  const take = (text: string) => {
    editing.changeText(text);
    setIsOpen(false);
  };
  return (
    <PageActions>
      <Button icon={<History size={14} aria-hidden="true" />} aria-haspopup="dialog" onClick={() => setIsOpen(true)}>
        History
      </Button>
      {isOpen && (
        <HistoryDialog
          {...{ place, setting }}
          savedText={editing.savedText}
          hasDraft={editing.hasDraft}
          onTake={canEdit ? take : null}
          onClose={() => setIsOpen(false)}
        />
      )}
    </PageActions>
  );
}
