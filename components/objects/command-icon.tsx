import {
  Copy,
  CornerLeftUp,
  Download,
  FolderPlus,
  FolderOpen,
  History,
  Info,
  Link2,
  RotateCw,
  Trash2,
  Upload,
} from 'lucide-react';
import type { ComponentType } from 'react';
import type { CommandIcon as IconName } from '@/lib/objects/commands';

const icons: Record<IconName, ComponentType<{ size: number; 'aria-hidden': 'true' }>> = {
  open: FolderOpen,
  details: Info,
  download: Download,
  share: Link2,
  copy: Copy,
  delete: Trash2,
  folder: FolderPlus,
  upload: Upload,
  refresh: RotateCw,
  up: CornerLeftUp,
  versions: History,
};

export function CommandIcon({ name, size = 14 }: { name: IconName; size?: number }) {
  const Icon = icons[name];
  return <Icon size={size} aria-hidden="true" />;
}
