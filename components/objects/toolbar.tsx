'use client';

import { Columns3, Ellipsis, History, Search, X } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useRef, type Ref } from 'react';
import { Button, IconButton } from '@/components/ui/button';
import { ColumnsMenu } from '@/components/ui/grid/columns-menu';
import { Kbd } from '@/components/ui/kbd';
import { KeyName } from '@/components/ui/key-name';
import { Menu, MenuSeparator } from '@/components/ui/menu';
import { FilterInput } from '@/components/ui/filter-input';
import { formatDate } from '@/lib/format/dates';
import type { ToolbarCommand, UnavailableCommand } from '@/lib/bulk/unavailable';
import { showsVersions, type BrowseState } from '@/lib/client/routes';
import type { ObjectActs, ObjectCommand } from '@/lib/commands/command';
import { getColumns, toGridId } from './columns';
import { CommandIcon } from './command-icon';
import { ListingOptionsButton } from './listing-options';
import { CommandItems } from './command-items';
import { Chip } from './chip';
import { LayoutButton } from './layout-button';
import { PaymentChip } from './payment-chip';
import { goTo } from './use-browse-state';

const SearchChip = dynamic(() => import('@/components/search/search-chip').then((module) => module.SearchChip), {
  ssr: false,
});

export interface ToolbarProps {
  state: BrowseState;
  connection: string;
  bucket: string;
  filter: string;
  onFilterChange: (filter: string) => void;
  /** Lists by a prefix on the server; `null` where the filter is no prefix. */
  onAskServer: (() => void) | null;
  filterRef: Ref<HTMLInputElement>;
  /** Escape or Enter in the filter. */
  onLeaveFilter: () => void;
  /** The part of the prefix behind its last delimiter. */
  stem: string;
  /** Commands for the active row alone stay out of the way. */
  hasSelection: boolean;
  commands: readonly ObjectCommand[];
  /** Those of the selection that do not apply to it, and why. */
  unavailable: readonly UnavailableCommand[];
  buttons: readonly ToolbarCommand[];
  acts: ObjectActs;
}

export function Toolbar(props: ToolbarProps) {
  const { state, commands, acts } = props;
  const ofSelection = props.hasSelection ? commands.filter(({ scope }) => scope === 'selection') : [];
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-1.5 border-b border-line px-3.5 py-2 max-[680px]:px-2">
      <FilterBox {...props} />
      <Chips {...props} />
      <span className="ml-auto flex items-center gap-1.5">
        {props.hasSelection &&
          props.buttons.map(({ command, why }) => (
            <Button
              key={command.id}
              className="max-[900px]:hidden"
              icon={<CommandIcon name={command.icon} />}
              disabledBecause={why ?? undefined}
              onClick={() => command.run(acts)}
            >
              {command.title}
            </Button>
          ))}
        <Menu
          align="end"
          trigger={
            <IconButton label="More">
              <Ellipsis size={15} aria-hidden="true" />
            </IconButton>
          }
        >
          <CommandItems commands={ofSelection} unavailable={props.hasSelection ? props.unavailable : []} acts={acts} />
          {ofSelection.length > 0 && <MenuSeparator />}
          <CommandItems commands={commands.filter(({ scope }) => scope === 'place')} acts={acts} />
        </Menu>
        <IconButton
          label="Search below here (Alt F)"
          className={state.search ? 'bg-accent-soft! text-accent!' : undefined}
          onClick={acts.search}
        >
          <Search size={15} aria-hidden="true" />
        </IconButton>
        <LayoutButton isFixed={showsVersions(state)} />
        {commands.some(({ id }) => id === 'versions') && (
          <IconButton
            label="Show versions (Alt V)"
            aria-pressed={state.versions}
            className={state.versions ? 'bg-accent-soft! text-accent!' : undefined}
            onClick={acts.toggleVersions}
          >
            <History size={15} aria-hidden="true" />
          </IconButton>
        )}
        <ListingOptionsButton
          key={state.prefix}
          target={{ connection: props.connection, bucket: props.bucket }}
          state={state}
          isDirectoryBucket={props.bucket.endsWith('--x-s3')}
        />
        <ColumnsMenu
          gridId={toGridId(showsVersions(state))}
          columns={getColumns(showsVersions(state))}
          trigger={
            <IconButton label="Columns" className="max-[680px]:hidden">
              <Columns3 size={15} aria-hidden="true" />
            </IconButton>
          }
        />
      </span>
    </div>
  );
}

/** What the list is limited by. */
function Chips({ state, stem, acts, connection, bucket }: ToolbarProps) {
  return (
    <>
      <PaymentChip target={{ connection, bucket }} />
      {stem !== '' && (
        <Chip
          label="Names that begin with"
          onRemove={() => goTo({ prefix: state.prefix.slice(0, state.prefix.length - stem.length) })}
        >
          <KeyName text={stem} />
        </Chip>
      )}
      {state.startAfter !== null && (
        <Chip label="After" onRemove={() => goTo({})}>
          <KeyName text={state.startAfter.slice(state.prefix.length)} />
        </Chip>
      )}
      {state.at !== null && !state.search && (
        <Chip label="As it was at" onRemove={() => goTo({ at: null })}>
          <button type="button" className="font-medium hover:underline" onClick={acts.choosePast}>
            {formatDate(state.at)}
          </button>
        </Chip>
      )}
      {state.search && <SearchChip search={state.search} onEdit={acts.search} />}
      {state.delimiter !== '/' && !state.search && (
        <Chip label={state.delimiter === '' ? 'Flat' : 'Folders end at'} onRemove={() => goTo({ delimiter: '/' })}>
          {state.delimiter !== '' && <KeyName text={state.delimiter} />}
        </Chip>
      )}
    </>
  );
}

function FilterBox({ filter, onFilterChange, onAskServer, filterRef, onLeaveFilter }: ToolbarProps) {
  const box = useRef<HTMLDivElement>(null);
  return (
    <div ref={box} role="search" className="flex max-w-[420px] min-w-[160px] flex-1 items-center gap-1.5">
      <FilterInput
        ref={filterRef}
        type="text"
        aria-label="Filter by name"
        placeholder="Filter: part of a name, or * and ?"
        className="flex-1"
        value={filter}
        onValueChange={onFilterChange}
        trailing={
          filter === '' ? (
            <Kbd>/</Kbd>
          ) : (
            <IconButton
              label="Clear the filter"
              size="small"
              className="size-[22px]!"
              onClick={() => onFilterChange('')}
            >
              <X size={13} aria-hidden="true" />
            </IconButton>
          )
        }
        onKeyDown={(event) => {
          if (event.key === 'Enter' && onAskServer && (event.ctrlKey || event.metaKey)) onAskServer();
          else if (event.key === 'Enter' || event.key === 'ArrowDown') onLeaveFilter();
          else if (event.key === 'Escape') {
            onFilterChange('');
            onLeaveFilter();
          } else return;
          event.preventDefault();
        }}
      />
      {filter !== '' && onAskServer && (
        <Button
          variant="quiet"
          className="max-[900px]:hidden"
          title="Lists only keys that begin so, and finds those that are not loaded. Ctrl Enter"
          onClick={onAskServer}
        >
          Ask the server
        </Button>
      )}
    </div>
  );
}
