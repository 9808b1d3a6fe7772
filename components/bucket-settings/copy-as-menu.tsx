'use client';

import { ChevronDown } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Menu, MenuItem } from '@/components/ui/menu';
import { useToast } from '@/components/ui/toast';
import { writeToClipboard } from '@/components/ui/write-to-clipboard';
import { toAwsCli, toBoto3, type CommandPlace, type SettingApi } from '@/lib/settings/copy-as';

interface CopyAsMenuProps {
  api: SettingApi;
  place: CommandPlace;
  /** The document as it stands in the editor; `null` where it cannot be read. */
  document: unknown;
}

const languages = [
  { title: 'aws-cli', write: toAwsCli },
  { title: 'Python (boto3)', write: toBoto3 },
] as const;

/** The same change for a terminal or a program. */
export function CopyAsMenu({ api, place, document }: CopyAsMenuProps) {
  const toast = useToast();
  const copy = async (title: string, text: string) => {
    if (await writeToClipboard(text)) toast.success(`Copied for ${title}`);
    else toast.info('The browser did not allow copying.');
  };
  return (
    <Menu
      align="end"
      trigger={
        <Button variant="quiet" size="small" disabled={document === null}>
          Copy as <ChevronDown size={12} aria-hidden="true" />
        </Button>
      }
    >
      {languages.map(({ title, write }) => (
        <MenuItem key={title} onSelect={() => void copy(title, write(api, place, document))}>
          {title}
        </MenuItem>
      ))}
    </Menu>
  );
}
