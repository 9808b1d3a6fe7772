import { describe, expect, it } from 'vitest';
import type { CommandSelection, ObjectCommand } from '../commands/command';
import { findToolbarCommands, findUnavailable } from './unavailable';

const selection = (change: Partial<CommandSelection>): CommandSelection => ({
  objects: 0,
  folders: 0,
  isReadOnly: false,
  hasParent: false,
  isVersions: false,
  canVersion: true,
  isSearch: false,
  isPast: false,
  lacks: [],
  ...change,
});

const command = (
  id: string,
  appliesTo: ObjectCommand['appliesTo'],
  scope: ObjectCommand['scope'] = 'selection',
): ObjectCommand => ({ id, title: id, icon: 'open', scope, appliesTo, run: () => undefined });

const commands = [
  command('tags', ({ objects, folders, isReadOnly }) => objects > 1 && objects <= 1000 && folders === 0 && !isReadOnly),
  command('download', ({ objects, folders }) => objects > 0 && objects <= 10 && folders === 0),
  command('share', ({ objects, folders }) => objects === 1 && folders === 0),
  command('delete', ({ objects, folders }) => objects + folders > 0),
  command('new folder', () => false, 'place'),
];
const found = (change: Partial<CommandSelection>) =>
  findUnavailable(commands, selection(change)).map(({ command: { id }, why }) => [id, why]);

describe('commands that do not apply', () => {
  it('say how many they take', () => {
    expect(found({ objects: 1001 })).toEqual([
      ['tags', 'For up to 1,000 objects at a time.'],
      ['download', 'For up to 10 objects at a time.'],
    ]);
    expect(found({ objects: 11 })).toEqual([['download', 'For up to 10 objects at a time.']]);
  });

  it('say that they take no folders', () => {
    const noFolders = 'Not for folders: search below here and select what is found.';
    expect(found({ objects: 3, folders: 1 })).toEqual([
      ['tags', noFolders],
      ['download', noFolders],
    ]);
    expect(found({ folders: 1 })).toEqual([
      ['tags', noFolders],
      ['download', noFolders],
    ]);
    expect(found({ objects: 2000, folders: 1 })[0]).toEqual([
      'tags',
      'Not for folders, and for up to 1,000 objects at a time.',
    ]);
  });

  it('are not told where something else is the reason, or nothing is', () => {
    expect(found({ objects: 2 })).toEqual([]);
    expect(found({})).toEqual([]);
    expect(found({ objects: 2000, isReadOnly: true })).toEqual([['download', 'For up to 10 objects at a time.']]);
  });
});

describe('buttons of commands', () => {
  const withButton = commands.slice(1).map((one) => ({ ...one, inToolbar: true as const }));
  const buttons = (change: Partial<CommandSelection>) =>
    findToolbarCommands(withButton, selection(change)).map(({ command: { id }, why }) => [id, why]);

  it('stay, and say why they do nothing', () => {
    expect(buttons({ objects: 1 })).toEqual([
      ['download', null],
      ['share', null],
      ['delete', null],
    ]);
    expect(buttons({ objects: 11 })).toEqual([
      ['download', 'For up to 10 objects at a time.'],
      ['share', 'For one object at a time.'],
      ['delete', null],
    ]);
    expect(buttons({ folders: 1 })).toEqual([
      ['download', 'Not for folders: search below here and select what is found.'],
      ['share', 'For one object at a time.'],
      ['delete', null],
    ]);
  });

  it('are only of commands that have one', () => {
    expect(findToolbarCommands(commands, selection({ objects: 1 }))).toEqual([]);
  });
});
