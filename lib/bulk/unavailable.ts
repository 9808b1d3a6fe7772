import type { CommandSelection, ObjectCommand } from '../commands/command.ts';
import { formatCount } from '../format/numbers.ts';

/** A command that does not apply to what is selected, and why. */
export interface UnavailableCommand {
  command: ObjectCommand;
  why: string;
}

/** How many objects commands may take at once: what a dialog waits for, and what a browser saves. */
const usualLimits = [1000, 10];

/** Why a command is not offered for a selection that is too large for it, or has folders in it; `null` where that is not why. */
function explain({ appliesTo }: ObjectCommand, selection: CommandSelection): string | null {
  const { objects, folders } = selection;
  // It would be offered for some of it, but never for several at all: then nobody looks for it here.
  const several = Math.max(2, objects);
  const wouldApply = (limit: number) => appliesTo({ ...selection, folders: 0, objects: Math.min(several, limit) });
  const limit = wouldApply(Infinity) ? Infinity : usualLimits.find(wouldApply);
  if (limit === undefined) return null;
  const count = formatCount(limit);
  if (folders === 0) return limit === Infinity ? null : `For up to ${count} objects at a time.`;
  return objects > limit
    ? `Not for folders, and for up to ${count} objects at a time.`
    : 'Not for folders: search below here and select what is found.';
}

/** A command with a button of its own. `why` says what stands against it now; `null` where it applies. */
export interface ToolbarCommand {
  command: ObjectCommand;
  why: string | null;
}

/** The commands whose buttons a selection shows. One that is for others of this place keeps its button, so that none jumps. */
export function findToolbarCommands(
  commands: readonly ObjectCommand[],
  selection: CommandSelection,
): readonly ToolbarCommand[] {
  return commands.flatMap((command): ToolbarCommand[] => {
    if (command.scope !== 'selection' || !command.inToolbar) return [];
    if (command.appliesTo(selection)) return [{ command, why: null }];
    if (!command.appliesTo({ ...selection, folders: 0, objects: 1 })) return [];
    return [{ command, why: explain(command, selection) ?? 'For one object at a time.' }];
  });
}

/** The commands that a smaller selection, or one without folders, would have. They stay in sight, and say why they do nothing. */
export function findUnavailable(
  commands: readonly ObjectCommand[],
  selection: CommandSelection,
): readonly UnavailableCommand[] {
  if (selection.objects + selection.folders === 0) return [];
  return commands.flatMap((command) => {
    if (command.scope !== 'selection' || command.appliesTo(selection)) return [];
    const why = explain(command, selection);
    return why === null ? [] : [{ command, why }];
  });
}
