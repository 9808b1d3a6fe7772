'use client';

import dynamic from 'next/dynamic';
import { useCallback, useMemo, useState, useSyncExternalStore, type RefObject } from 'react';
import { Button } from '@/components/ui/button';
import { Grid, type GridHandle } from '@/components/ui/grid/grid';
import { loadMenuParts } from '@/components/ui/menu';
import type { MenuAnchor } from '@/components/ui/grid/types';
import { objectsRoute, showsVersions, type BrowseState } from '@/lib/client/routes';
import type { ConnectionView } from '@/lib/connections/types';
import type { ListingRow, RowId } from '@/lib/listing/rows';
import type { ListingSession } from '@/lib/listing/session';
import { nextSort, type Sort, type SortColumn } from '@/lib/listing/sort';
import type { ObjectCommand } from '@/lib/objects/commands';
import { makeColumns, toGridId, toRowName } from './columns';
import { useGridOverlay } from './grid-overlay';
import type { BrowserActs } from './use-acts';
import { note } from './use-browse-state';
import { useGridData } from './use-grid-data';
import type { Listing } from './use-listing';
import { useReturn } from './use-return';

export interface ObjectGridProps {
  connection: ConnectionView;
  bucket: string;
  state: BrowseState;
  gridRef: RefObject<GridHandle | null>;
  listing: Listing;
  /** A key to come back to once it is listed. */
  returnToRef: RefObject<string | null>;
  sort: Sort | null;
  filter: string;
  onFilterChange: (filter: string) => void;
  onAskServer: (() => void) | null;
  commands: readonly ObjectCommand[];
  acts: BrowserActs;
  onActiveChange: (id: RowId) => void;
}

const RowMenu = dynamic(
  async () => {
    const [{ RowMenu: Loaded }] = await Promise.all([import('./row-menu'), loadMenuParts()]);
    return Loaded;
  },
  { ssr: false },
);

const byName = { column: 'name', descending: false };

/** The table of objects with its menu, and what stands in its place when there are none. */
export function ObjectGrid(props: ObjectGridProps) {
  const { connection, bucket, state, gridRef, listing, sort, filter, acts, commands } = props;
  const { session, placeId } = listing;
  const { walk } = session;
  const { prefix, delimiter } = state;
  const [menuAnchor, setMenuAnchor] = useState<MenuAnchor | null>(null);
  const [hasMenu, setHasMenu] = useState(false);
  if (menuAnchor !== null && !hasMenu) setHasMenu(true);
  const data = useGridData(session);
  const walked = useSyncExternalStore(walk.subscribe, walk.getSnapshot, walk.getSnapshot);
  const handleActive = useReturn({
    session,
    placeId,
    prefix,
    delimiter,
    selectedKey: state.key,
    selectedVersion: state.versionId,
    returnToRef: props.returnToRef,
    order: data.order,
    gridRef,
  });
  const overlay = useGridOverlay({
    session,
    isBucket: prefix === '',
    isVersions: showsVersions(state),
    emptyActions: !connection.readOnly && <Button onClick={acts.createFolder}>New folder</Button>,
    onClearFilter: () => props.onFilterChange(''),
    onAskServer: props.onAskServer,
    onSearch: acts.search,
  });

  return (
    <>
      <Grid<ListingRow>
        ref={gridRef}
        gridId={toGridId(showsVersions(state))}
        label={`Objects in ${bucket}`}
        columns={useColumns(props)}
        {...data}
        onSelect={data.select}
        isComplete={walked.status === 'complete'}
        isBusy={walked.status === 'loading' || walked.status === 'idle'}
        toName={toRowName}
        sort={sort ?? (walk.rows.isOrdered ? byName : null)}
        onSort={(column) => note({ sort: nextSort(sort, column as SortColumn) })}
        onOpen={acts.openRow}
        onLook={acts.lookAtRow}
        onUp={prefix === '' ? undefined : acts.goUp}
        onMenu={(_id, anchor) => setMenuAnchor(anchor)}
        onActiveChange={(id, isChosen) => {
          handleActive(id, isChosen);
          props.onActiveChange(id);
        }}
        placeId={`${placeId} ${JSON.stringify(sort)} ${filter}`}
        onNearEnd={useNearEnd(session, filter)}
      >
        {overlay}
      </Grid>
      {hasMenu && (
        <RowMenu
          anchor={menuAnchor}
          onClose={() => setMenuAnchor(null)}
          onClosed={() => gridRef.current?.focus()}
          commands={commands.filter(({ scope }) => scope === 'selection')}
          acts={acts}
        />
      )}
    </>
  );
}

function useColumns({ connection, bucket, state }: ObjectGridProps) {
  const { delimiter, sort, options, versions, at } = state;
  const isOfVersions = showsVersions(state);
  return useMemo(
    () =>
      makeColumns(
        ({ key }) => objectsRoute(connection.id, bucket, { prefix: key, delimiter, sort, options, versions, at }),
        // Another order tears the versions of a key apart.
        isOfVersions && { isGrouped: sort === null || sort.column === 'name' },
      ),
    [connection.id, bucket, delimiter, sort, options, versions, at, isOfVersions],
  );
}

/** Loads on while somebody scrolls; a filter that finds little must not load everything. */
function useNearEnd(session: ListingSession, filter: string): () => void {
  return useCallback(() => {
    if (filter === '' && session.walk.getSnapshot().status === 'more') session.walk.loadMore();
  }, [session, filter]);
}
