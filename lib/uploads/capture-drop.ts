/** One thing somebody dropped: what the browser hands out only while the drop event runs. */
export interface DroppedItem {
  entry: FileSystemEntry | null;
  file: File | null;
  /** Chromium only; resolves to `null` elsewhere. Lets an upload go on after a reload without choosing the file again. */
  handle: Promise<FileSystemHandle | null>;
}

/** `DataTransferItem` with the method Chromium adds (https://wicg.github.io/file-system-access/#drag-and-drop). */
type HandleItem = DataTransferItem & { getAsFileSystemHandle?: () => Promise<FileSystemHandle | null> };

/** Takes everything out of a drop before the event ends; walking it can wait. Small, so that it need not be loaded first. */
export function captureDrop(transfer: DataTransfer): DroppedItem[] {
  return Array.from(transfer.items)
    .filter(({ kind }) => kind === 'file')
    .map((item: HandleItem) => ({
      entry: item.webkitGetAsEntry(),
      file: item.getAsFile(),
      handle: item.getAsFileSystemHandle?.().catch(() => null) ?? Promise.resolve(null),
    }));
}

export function holdsFiles(transfer: DataTransfer | null): boolean {
  return transfer?.types.includes('Files') ?? false;
}
