'use client';

import { FolderPlus, RotateCw, Settings } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useEffect, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { useConnection } from '@/components/connections/use-connections';
import { PageActions } from '@/components/shell/slots';
import { Button, IconButton } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import type { GridHandle } from '@/components/ui/grid/grid';
import { DropTarget } from '@/components/uploads/drop-target';
import { UploadButton } from '@/components/uploads/upload-button';
import { settingsRoute, showsVersions, type BrowseState } from '@/lib/client/routes';
import type { ConnectionView } from '@/lib/connections/types';
import { toListingInput, toSort } from '@/lib/listing/options';
import type { Sort } from '@/lib/listing/sort';
import { isFolder, type RowId } from '@/lib/listing/rows';
import type { ListingSession } from '@/lib/listing/session';
import type { SelectionSnapshot } from '@/lib/listing/selection';
import type { CommandSelection } from '@/lib/commands/command';
import type { UploadTarget } from '@/lib/uploads/intake';
import { Dialogs, type OpenDialog } from './dialogs';
import { ObjectGrid } from './object-grid';
import { ListingInterrupted } from './states';
import { StatusLine } from './status-line';
import { Toolbar } from './toolbar';
import { useActs, type BrowserActs } from './use-acts';
import { goTo, note, useBrowseState } from './use-browse-state';
import { useFilter } from './use-filter';
import { useListing, type Listing } from './use-listing';
import { useObjectCommands } from './use-object-commands';
import { useQuickLook } from './use-quick-look';

/** Loaded when an object is first opened. */
const DetailsPanel = dynamic(() => import('./details-panel').then((module) => module.DetailsPanel), { ssr: false });

export interface ObjectBrowserProps {
  connectionId: string;
  bucket: string;
}

/** The objects of a bucket: list, details, and everything that can be done with them. Its state is in the address. */
export function ObjectBrowser({ connectionId, bucket }: ObjectBrowserProps) {
  const connection = useConnection(connectionId);
  const state = useBrowseState();
  return connection && <Browser connection={connection} bucket={bucket} state={state} />;
}

interface BrowserProps {
  connection: ConnectionView;
  bucket: string;
  state: BrowseState;
}

function Browser(props: BrowserProps) {
  const { connection, bucket, state } = props;
  const { prefix } = state;
  const gridRef = useRef<GridHandle>(null);
  const filterRef = useRef<HTMLInputElement>(null);
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const listing = useListing(toListingInput(connection.id, bucket, state));
  const { session, isRefreshing, refresh } = listing;
  const { walk } = session;
  const { sort, filter, setFilter, walked, selected } = useShown(listing, state);
  const { activeId, activate } = useActiveRow(session, state);
  const returnToRef = useRef<string | null>(null);
  const { look, quickLook } = useQuickLook({ ...props, session, gridRef });
  const acts = useActs({ ...props, session, filter, activeId, setDialog, look, refresh });
  const offered = useObjectCommands(toCommandSelection(selected, activeId, props), acts, { filterRef, session });
  const uploadTarget = useUploadTarget(props, session);
  const askServer = state.search ? null : toAskServer(filter, walked.status === 'complete', prefix, walk.rows.stem);

  return (
    <>
      <PlaceHeading
        acts={acts}
        uploadTarget={uploadTarget}
        isReadOnly={connection.readOnly}
        isRefreshing={isRefreshing}
      />
      <Toolbar
        state={state}
        connection={connection.id}
        bucket={bucket}
        filter={filter}
        onFilterChange={setFilter}
        onAskServer={askServer}
        filterRef={filterRef}
        onLeaveFilter={() => gridRef.current?.focus()}
        stem={walk.rows.stem}
        hasSelection={selected.count > 0}
        {...offered}
        acts={acts}
      />
      <DropTarget
        target={uploadTarget}
        refusal={connection.readOnly ? 'This connection is read-only' : null}
        className="flex min-h-0 flex-1 flex-col"
      >
        <ObjectGrid
          {...props}
          gridRef={gridRef}
          listing={listing}
          returnToRef={returnToRef}
          sort={sort}
          filter={filter}
          onFilterChange={setFilter}
          onAskServer={askServer}
          {...offered}
          acts={acts}
          onActiveChange={activate}
        />
      </DropTarget>
      {walked.error && walked.rows > 0 && (
        <ListingInterrupted error={walked.error} rows={walked.rows} onRetry={() => walk.retry()} />
      )}
      <StatusLine listing={listing} />
      {quickLook}
      <Details {...props} acts={acts} setDialog={setDialog} onClosed={() => gridRef.current?.focus()} />
      <Dialogs
        open={dialog}
        connection={connection}
        bucket={bucket}
        prefix={uploadTarget.prefix}
        onClose={() => setDialog(null)}
        onChanged={(key) => {
          returnToRef.current = key;
          if (state.search) listing.freshen();
          else refresh();
        }}
      />
    </>
  );
}

/** Where uploads go: the folder that is listed, also where the beginning of names was asked for. */
function useUploadTarget(
  { connection, bucket, state: { prefix } }: BrowserProps,
  { walk }: ListingSession,
): UploadTarget {
  return useMemo(
    () => ({ connection: connection.id, bucket, prefix: prefix.slice(0, prefix.length - walk.rows.stem.length) }),
    [connection.id, bucket, prefix, walk],
  );
}

const byName: Sort = { column: 'name', descending: false };

/** What is shown of a listing: its view follows the sort of the address and the text of the filter. */
function useShown({ session, placeId }: Listing, state: BrowseState) {
  const { walk, view, selection } = session;
  const [filter, setFilter] = useFilter(placeId, state.filter);
  // What a search finds comes in no order.
  const sort = useMemo(() => toSort(state.sort) ?? (state.search ? byName : null), [state.sort, state.search]);
  useLayoutEffect(() => view.set(sort, filter), [view, sort, filter]);
  const walked = useSyncExternalStore(walk.subscribe, walk.getSnapshot, walk.getSnapshot);
  const selected = useSyncExternalStore(selection.subscribe, selection.getSnapshot, selection.getSnapshot);
  return { sort, filter, setFilter, walked, selected };
}

/** Directory buckets keep none (S3 User Guide, "Directory buckets"). */
function canKeepVersions({ lacks }: ConnectionView, bucket: string): boolean {
  return !lacks.includes('bucket-versioning') && !bucket.endsWith('--x-s3');
}

/** What commands are for: the selection, or, when there is none, the active row. */
function toCommandSelection(
  selected: SelectionSnapshot,
  activeId: RowId | null,
  { connection, bucket, state }: BrowserProps,
): CommandSelection {
  const isActive = activeId !== null && selected.count === 0;
  return {
    objects: isActive && !isFolder(activeId) ? 1 : selected.objects,
    folders: isActive && isFolder(activeId) ? 1 : selected.folders,
    isReadOnly: connection.readOnly,
    hasParent: state.prefix !== '',
    isVersions: showsVersions(state),
    isPast: state.at !== null && state.search === null,
    canVersion: showsVersions(state) || canKeepVersions(connection, bucket),
    isSearch: state.search !== null,
    lacks: connection.lacks,
  };
}

interface PlaceHeadingProps {
  acts: BrowserActs;
  uploadTarget: UploadTarget;
  isReadOnly: boolean;
  isRefreshing: boolean;
}

function PlaceHeading({ acts, uploadTarget, isReadOnly, isRefreshing }: PlaceHeadingProps) {
  return (
    <>
      <h1 className="sr-only">{`Objects in ${uploadTarget.bucket}/${uploadTarget.prefix}`}</h1>
      <PageActions>
        <IconButton
          label="List again (Alt R)"
          pending={isRefreshing}
          onClick={acts.refresh}
          className="max-[680px]:hidden"
        >
          <RotateCw size={15} aria-hidden="true" />
        </IconButton>
        <ButtonLink
          href={settingsRoute(uploadTarget.connection, uploadTarget.bucket)}
          prefetch={false}
          variant="quiet"
          aria-label="Bucket settings"
          title="Bucket settings"
          icon={<Settings size={15} aria-hidden="true" />}
        >
          <span className="max-[1200px]:hidden">Settings</span>
        </ButtonLink>
        {!isReadOnly && (
          <Button
            icon={<FolderPlus size={15} aria-hidden="true" />}
            className="max-[900px]:hidden"
            onClick={acts.createFolder}
          >
            New folder
          </Button>
        )}
        {!isReadOnly && <UploadButton target={uploadTarget} />}
      </PageActions>
    </>
  );
}

interface DetailsProps extends BrowserProps {
  acts: BrowserActs;
  setDialog: (dialog: OpenDialog) => void;
  onClosed: () => void;
}

function Details({ connection, bucket, state, acts, setDialog, onClosed }: DetailsProps) {
  if (state.key === null) return null;
  return (
    <DetailsPanel
      connection={connection}
      bucket={bucket}
      objectKey={state.key}
      versionId={state.versionId}
      acts={acts}
      setDialog={setDialog}
      onClose={() => {
        note({ key: null });
        onClosed();
      }}
    />
  );
}

/** Arrows may run through many rows; the panel waits until they rest. */
const followAfterMs = 200;

/** The active row. While the details are open, they follow it. */
function useActiveRow(session: ListingSession, { key: openKey, versionId: openVersion }: BrowseState) {
  const [active, setActive] = useState<{ session: ListingSession; id: RowId } | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), [openKey, openVersion]);
  const activate = (id: RowId): void => {
    setActive({ session, id });
    clearTimeout(timer.current);
    if (openKey === null || isFolder(id)) return;
    const { rows } = session.walk;
    const key = rows.key(id);
    const versionId = rows.version(id)?.id ?? null;
    if (key === openKey && (versionId === null || versionId === openVersion)) return;
    timer.current = setTimeout(() => note({ key, versionId }), followAfterMs);
  };
  return { activeId: active?.session === session ? active.id : null, activate };
}

/** Lists by what was typed as the beginning of names. A pattern is none; of a whole listing nothing is left to ask. */
function toAskServer(filter: string, isComplete: boolean, prefix: string, stem: string): (() => void) | null {
  if (filter === '' || isComplete || /[*?]/u.test(filter)) return null;
  return () => goTo({ prefix: prefix.slice(0, prefix.length - stem.length) + filter });
}
