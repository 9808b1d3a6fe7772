import { isFolder, type RowId } from './rows';
import type { ListingView } from './view';

/** The object that is shown before (-1) or after (1) a row; folders and delete markers are passed over. `null` where there is none. */
export function findObject(view: ListingView, from: RowId, step: 1 | -1): RowId | null {
  const start = view.positionOf(from);
  if (start < 0) return null;
  const { count } = view.getSnapshot();
  for (let position = start + step; position >= 0 && position < count; position += step) {
    const id = view.idAt(position);
    if (!isFolder(id) && view.rows.version(id)?.isMarker !== true) return id;
  }
  return null;
}
