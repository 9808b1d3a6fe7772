'use client';

import { createContext, use, useEffect, useRef, useState, type ReactNode } from 'react';

/** Something a user can do here and now, offered by the command palette. */
export interface Command {
  id: string;
  title: string;
  /** Heading it stands under, such as "Objects". */
  group: string;
  icon?: ReactNode;
  /** The keys that do the same, for display: the screen that registers a command binds them itself. */
  shortcut?: string | undefined;
  run: () => void;
}

/** Keys that are not commands, such as the arrows in a table, for the list that `?` shows. */
export interface KeyHelp {
  keys: string;
  does: string;
  group: string;
}

type Source<Item> = () => readonly Item[];

/** Holds what the mounted screens offer. Asked when the palette opens, so that offering costs no rendering. */
class Registry<Item> {
  readonly #sources = new Set<Source<Item>>();

  add(source: Source<Item>): () => void {
    this.#sources.add(source);
    return () => this.#sources.delete(source);
  }

  getAll(): Item[] {
    return [...this.#sources].flatMap((source) => [...source()]);
  }
}

interface Registries {
  commands: Registry<Command>;
  keys: Registry<KeyHelp>;
}

const CommandsContext = createContext<Registries | null>(null);

export function CommandsProvider({ children }: { children: ReactNode }) {
  const [registries] = useState<Registries>(() => ({ commands: new Registry(), keys: new Registry() }));
  return <CommandsContext value={registries}>{children}</CommandsContext>;
}

export function useRegistries(): Registries {
  const registries = use(CommandsContext);
  if (!registries) throw new Error('Commands are used outside the shell.');
  return registries;
}

/** Offers the latest items for as long as the component is mounted. */
function useOffer<Item>(registry: Registry<Item>, items: readonly Item[]): void {
  const latest = useRef(items);
  useEffect(() => {
    latest.current = items;
  });
  useEffect(() => registry.add(() => latest.current), [registry]);
}

/** Offers commands to the palette while the screen is mounted. The list may be a new one at every render. */
export function useCommands(commands: readonly Command[]): void {
  useOffer(useRegistries().commands, commands);
}

/** Adds keys to the list that `?` shows while the screen is mounted. */
export function useKeyHelp(keys: readonly KeyHelp[]): void {
  useOffer(useRegistries().keys, keys);
}
