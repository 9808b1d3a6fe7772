'use client';

import dynamic from 'next/dynamic';
import { useCallback, useMemo, useState, useSyncExternalStore, type RefObject } from 'react';
import { Button } from '@/components/ui/button';
import { Grid, type GridHandle } from '@/components/ui/grid/grid';
import { loadMenuParts } from '@/components/ui/menu';
import type { MenuAnchor } from '@/components/ui/grid/types';
import type { UnavailableCommand } from '@/lib/bulk/unavailable';
import { objectsRoute, showsVersions, type BrowseState } from '@/lib/client/routes';
import type { ConnectionView } from '@/lib/connections/types';
import type { ListingRow, RowId } from '@/lib/listing/rows';
import type { ListingSession } from '@/lib/listing/session';
import { nextSort, type Sort, type SortColumn } from '@/lib/listing/sort';
import type { ObjectCommand } from '@/lib/commands/command';
import { makeColumns, toGridId, toRowName } from './columns';
import { useGridOverlay } from './grid-overlay';
import { getLayout, serverLayout, subscribeToLayout } from './layout-choice';
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
  unavailable: readonly UnavailableCommand[];
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

/** Loaded when somebody wants pictures. */
const ObjectTiles = dynamic(() => import('./object-tiles').then((module) => module.ObjectTiles), { ssr: false });

const byName = { column: 'name', descending: false };

/** The table of objects with its menu, and what stands in its place when there are none. */
export function ObjectGrid(props: ObjectGridProps) {
  const { gridRef, acts, commands, unavailable } = props;
  const [menuAnchor, setMenuAnchor] = useState<MenuAnchor | null>(null);
  const [hasMenu, setHasMenu] = useState(false);
  if (menuAnchor !== null && !hasMenu) setHasMenu(true);
  return (
    <>
      <Rows {...props} onMenu={setMenuAnchor} />
      {hasMenu && (
        <RowMenu
          anchor={menuAnchor}
          onClose={() => setMenuAnchor(null)}
          onClosed={() => gridRef.current?.focus()}
          commands={commands.filter(({ scope }) => scope === 'selection')}
          unavailable={unavailable}
          acts={acts}
        />
      )}
    </>
  );
}

/** The rows as a table, or as tiles. Versions of a key look alike, so they are never tiles. */
function Rows(props: ObjectGridProps & { onMenu: (anchor: MenuAnchor) => void }) {
  const { connection, bucket, state, gridRef, listing, sort, filter, acts } = props;
  const { session, placeId } = listing;
  const { walk } = session;
  const { prefix, delimiter } = state;
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
  const columns = useColumns(props);
  const shared = {
    ...data,
    label: `Objects in ${bucket}`,
    onSelect: data.select,
    isComplete: walked.status === 'complete',
    isBusy: walked.status === 'loading' || walked.status === 'idle',
    toName: toRowName,
    onOpen: acts.openRow,
    onLook: acts.lookAtRow,
    onUp: prefix === '' ? undefined : acts.goUp,
    onMenu: (_id: RowId, anchor: MenuAnchor) => props.onMenu(anchor),
    onActiveChange: (id: RowId, isChosen: boolean) => {
      handleActive(id, isChosen);
      props.onActiveChange(id);
    },
    placeId: `${placeId} ${JSON.stringify(sort)} ${filter}`,
    onNearEnd: useNearEnd(session, filter),
    children: useOverlay(props),
  };
  const layout = useSyncExternalStore(subscribeToLayout, getLayout, serverLayout);
  if (layout === 'tiles' && !showsVersions(state)) {
    const target = { connection: connection.id, bucket };
    return <ObjectTiles {...shared} target={target} toKey={(id) => walk.rows.key(id)} gridRef={gridRef} />;
  }
  return (
    <Grid<ListingRow>
      {...shared}
      ref={gridRef}
      gridId={toGridId(showsVersions(state))}
      columns={columns}
      sort={sort ?? (walk.rows.isOrdered ? byName : null)}
      onSort={(column) => note({ sort: nextSort(sort, column as SortColumn) })}
    />
  );
}

function useOverlay({ connection, bucket, state, listing, acts, ...props }: ObjectGridProps) {
  return useGridOverlay({
    target: { connection: connection.id, bucket },
    session: listing.session,
    isBucket: state.prefix === '',
    isVersions: showsVersions(state),
    emptyActions: !connection.readOnly && <Button onClick={acts.createFolder}>New folder</Button>,
    onClearFilter: () => props.onFilterChange(''),
    onAskServer: props.onAskServer,
    onSearch: acts.search,
  });
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
