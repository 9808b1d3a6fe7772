'use client';

import { ChevronDown } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Menu, MenuItem } from '@/components/ui/menu';
import { useToast } from '@/components/ui/toast';
import { writeToClipboard } from '@/components/ui/write-to-clipboard';
import type { CopiedCommand } from '@/lib/settings/copy-as';

interface CopyAsMenuProps {
  /** None where the document cannot be read. */
  commands: readonly CopiedCommand[];
}

/** The same change for a terminal, a program or Terraform. */
export function CopyAsMenu({ commands }: CopyAsMenuProps) {
  const toast = useToast();
  const copy = async (title: string, text: string) => {
    if (await writeToClipboard(text)) toast.success(`Copied for ${title}`);
    else toast.info('The browser did not allow copying.');
  };
  return (
    <Menu
      align="end"
      trigger={
        <Button variant="quiet" size="small" disabled={commands.length === 0}>
          Copy as <ChevronDown size={12} aria-hidden="true" />
        </Button>
      }
    >
      {commands.map(({ title, text, why }) =>
        text === null ? (
          <MenuItem key={title} disabled onSelect={() => undefined}>
            <span className="block">{title}</span>
            <span className="block text-sm text-ink-3">{why}</span>
          </MenuItem>
        ) : (
          <MenuItem key={title} onSelect={() => void copy(title, text)}>
            {title}
          </MenuItem>
        ),
      )}
    </Menu>
  );
}
