import { describe, expect, it } from 'vitest';
import type { CommandSelection } from '../commands/command';
import { findCommand, objectCommands, type PressedShortcut } from './commands';

const nothing: CommandSelection = {
  objects: 0,
  folders: 0,
  isReadOnly: false,
  hasParent: false,
  isVersions: false,
  canVersion: false,
  isSearch: false,
  isPast: false,
  lacks: [],
};
const idsFor = (selection: Partial<CommandSelection>): string[] =>
  objectCommands.filter(({ appliesTo }) => appliesTo({ ...nothing, ...selection })).map(({ id }) => id);
const press = (key: string, more: Partial<PressedShortcut> = {}): PressedShortcut => ({
  key,
  code: key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
});

describe('object commands', () => {
  it('have ids and shortcuts of their own', () => {
    const ids = objectCommands.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const selection of [{ objects: 1 }, { folders: 1 }, { objects: 2 }, {}]) {
      const applying = objectCommands.filter(({ appliesTo }) => appliesTo({ ...nothing, ...selection }));
      const keys = applying.flatMap(({ shortcut }) => shortcut?.label ?? []);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  it('apply to what they can be done to', () => {
    expect(idsFor({})).toEqual([
      'new-folder',
      'request-upload',
      'search',
      'sync',
      'inventory',
      'incomplete-uploads',
      'refresh',
    ]);
    expect(idsFor({ objects: 1 })).toContain('share');
    expect(idsFor({ objects: 2 })).not.toContain('share');
    expect(idsFor({ objects: 1 })).toContain('look');
    expect(idsFor({ folders: 1 })).not.toContain('look');
    expect(idsFor({ objects: 2 })).toContain('download');
    expect(idsFor({ objects: 11 })).not.toContain('download');
    expect(idsFor({ folders: 1 })).toEqual(expect.arrayContaining(['open', 'copy-uri', 'delete']));
    expect(idsFor({ folders: 1 })).not.toContain('download');
    expect(idsFor({ folders: 1 })).toEqual(expect.arrayContaining(['copy-many', 'move-many', 'rename-folder']));
    expect(idsFor({ folders: 1, objects: 3 })).toEqual(expect.arrayContaining(['copy-many', 'move-many']));
    expect(idsFor({ folders: 1, objects: 3 })).not.toContain('rename-folder');
    expect(idsFor({ objects: 5000 })).toEqual(expect.arrayContaining(['copy-many', 'move-many']));
    for (const odd of [{ isVersions: true }, { isPast: true }, { isReadOnly: true }]) {
      expect(idsFor({ folders: 1, ...odd })).not.toContain('copy-many');
    }
    expect(idsFor({ hasParent: true })).toContain('up');
    expect(idsFor({ canVersion: true })).toContain('versions');
    expect(idsFor({ canVersion: false })).not.toContain('versions');
    expect(idsFor({ folders: 1, isVersions: true })).not.toContain('delete');
    expect(idsFor({ objects: 1, isVersions: true })).toContain('copy-to');
    expect(idsFor({ objects: 1, isVersions: true })).not.toContain('move');
  });

  it('write nothing on a read-only connection', () => {
    const ids = idsFor({ objects: 1, isReadOnly: true });
    for (const writing of ['delete', 'new-folder', 'request-upload', 'copy-to', 'move', 'metadata'])
      expect(ids).not.toContain(writing);
    expect(ids).toContain('download');
  });

  it('are found by their keys, only where they apply', () => {
    const one = { ...nothing, objects: 1 };
    expect(findCommand(press('Delete'), one)?.id).toBe('delete');
    expect(findCommand(press('Delete'), nothing)).toBeNull();
    expect(findCommand(press('Delete', { shiftKey: true }), one)).toBeNull();
    expect(findCommand(press('ß', { code: 'KeyS', altKey: true }), one)?.id).toBe('share');
    expect(findCommand(press('s', { code: 'KeyS', metaKey: true }), one)?.id).toBe('download');
    expect(findCommand(press('s', { code: 'KeyS' }), one)).toBeNull();
    expect(findCommand(press('c', { code: 'KeyC', ctrlKey: true }), one)?.id).toBe('copy-uri');
    expect(findCommand(press('Enter', { altKey: true }), one)?.id).toBe('details');
  });
});
