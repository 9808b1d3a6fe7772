'use client';

import { File, Folder, Upload } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Menu, MenuItem } from '@/components/ui/menu';
import type { UploadTarget } from '@/lib/uploads/intake';
import { uploadHub } from './hub';

/** The primary act of a bucket: files or a whole folder. */
export function UploadButton({ target }: { target: UploadTarget }) {
  const trigger = (
    <Button variant="primary" icon={<Upload size={14} aria-hidden="true" />} onMouseEnter={uploadHub.need}>
      Upload
    </Button>
  );
  return (
    <Menu trigger={trigger} align="end">
      <MenuItem icon={<File size={14} />} onSelect={() => uploadHub.pickFiles(target)}>
        Files…
      </MenuItem>
      <MenuItem icon={<Folder size={14} />} onSelect={() => uploadHub.pickFolder(target)}>
        A folder…
      </MenuItem>
    </Menu>
  );
}
