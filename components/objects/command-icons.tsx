import {
  Archive,
  CalendarClock,
  ChartColumn,
  CloudUpload,
  Copy,
  CornerLeftUp,
  Download,
  Eye,
  FolderPlus,
  FolderOpen,
  FolderInput,
  History,
  Layers,
  Lock,
  RotateCcw,
  Tags,
  Users,
  Info,
  Link2,
  Pencil,
  RotateCw,
  Search,
  Trash2,
  Upload,
} from 'lucide-react';
import type { ComponentType } from 'react';
import type { CommandIcon as IconName } from '@/lib/commands/command';

const icons: Record<IconName, ComponentType<{ size: number; 'aria-hidden': 'true' }>> = {
  open: FolderOpen,
  look: Eye,
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
  past: CalendarClock,
  move: FolderInput,
  edit: Pencil,
  parts: CloudUpload,
  search: Search,
  inventory: ChartColumn,
  tags: Tags,
  class: Layers,
  access: Users,
  lock: Lock,
  archive: Archive,
  restore: RotateCcw,
};

/** The picture of a command. */
export function CommandIcons({ name }: { name: IconName }) {
  const Icon = icons[name];
  return <Icon size={14} aria-hidden="true" />;
}
