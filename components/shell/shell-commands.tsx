'use client';

import { Database, FolderOpen, Keyboard, Monitor, Moon, Pencil, Server, Settings, Sun } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { bucketsRoute, homeRoute, objectsRoute, settingsRoute } from '@/lib/client/routes';
import { useCommands, type Command } from './commands';
import type { Place } from './place';
import { applyTheme } from './theme';

interface ShellCommandsProps {
  place: Place;
  openKeyList: () => void;
  editPath: () => void;
}

/** What can be done on every page. */
export function ShellCommands({ place, openKeyList, editPath }: ShellCommandsProps) {
  const router = useRouter();
  const { connection, bucket } = place;
  const commands: Command[] = [
    {
      id: 'edit-path',
      title: 'Go to a path, ARN or URL',
      group: 'Go',
      icon: <Pencil size={14} />,
      shortcut: 'Ctrl L',
      run: editPath,
    },
    {
      id: 'connections',
      title: 'All connections',
      group: 'Go',
      icon: <Server size={14} />,
      run: () => router.push(homeRoute),
    },
    { id: 'keys', title: 'Keys', group: 'Console', icon: <Keyboard size={14} />, shortcut: '?', run: openKeyList },
    {
      id: 'theme-light',
      title: 'Light theme',
      group: 'Console',
      icon: <Sun size={14} />,
      run: () => applyTheme('light'),
    },
    {
      id: 'theme-dark',
      title: 'Dark theme',
      group: 'Console',
      icon: <Moon size={14} />,
      run: () => applyTheme('dark'),
    },
    {
      id: 'theme-system',
      title: 'Theme as the system',
      group: 'Console',
      icon: <Monitor size={14} />,
      run: () => applyTheme('system'),
    },
  ];
  if (connection !== null) {
    commands.splice(1, 0, {
      id: 'buckets',
      title: 'All buckets',
      group: 'Go',
      icon: <Database size={14} />,
      run: () => router.push(bucketsRoute(connection)),
    });
  }
  if (connection !== null && bucket !== null) {
    commands.push(
      {
        id: 'bucket-objects',
        title: 'Objects of this bucket',
        group: 'Bucket',
        icon: <FolderOpen size={14} />,
        run: () => router.push(objectsRoute(connection, bucket)),
      },
      {
        id: 'bucket-settings',
        title: 'Settings of this bucket',
        group: 'Bucket',
        icon: <Settings size={14} />,
        run: () => router.push(settingsRoute(connection, bucket)),
      },
    );
  }
  useCommands(commands);
  return null;
}
