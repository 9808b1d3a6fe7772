'use client';

import { useSyncExternalStore, type ReactNode } from 'react';
import { toAppError } from '@/lib/errors/app-error';
import { loadOnce } from './on-demand';

interface ToastAction {
  label: string;
  run: () => void;
}

interface ToastOptions {
  description?: ReactNode;
  action?: ToastAction;
}

export type MessageTone = 'info' | 'success' | 'error';

export interface Message extends ToastOptions {
  tone: MessageTone;
  title: ReactNode;
}

const parts = loadOnce(() => import('./toast-list'));
const listeners = new Set<() => void>();
const waiting: Message[] = [];
let isNeeded = false;
let take: ((message: Message) => void) | null = null;

/** The list of messages is loaded with the first of them, which waits for it. */
function show(tone: MessageTone, title: ReactNode, options: ToastOptions): void {
  const message = { tone, title, ...options };
  if (take) {
    take(message);
    return;
  }
  waiting.push(message);
  void parts.load().then(() => {
    isNeeded = true;
    for (const listener of listeners) listener();
  });
}

function giveMessages(receive: (message: Message) => void): () => void {
  take = receive;
  for (const message of waiting.splice(0)) receive(message);
  return () => {
    take = null;
  };
}

const toasts = {
  /** Something was done. */
  success: (title: ReactNode, options: ToastOptions = {}): void => show('success', title, options),
  info: (title: ReactNode, options: ToastOptions = {}): void => show('info', title, options),
  /** Something went wrong in part, as `options` tell. */
  failure: (title: ReactNode, options: ToastOptions): void => show('error', title, options),
  /** `what` did not happen, because of `error`. */
  error: (what: ReactNode, error: unknown, options: ToastOptions = {}): void =>
    show('error', what, { description: toAppError(error).message, ...options }),
};

export type Toasts = typeof toasts;

/** Short messages at the lower edge. The same object every time, safe in dependency lists. */
export function useToast(): Toasts {
  return toasts;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Hosts the messages of a whole page. */
export function ToastHost() {
  const isShown = useSyncExternalStore(
    subscribe,
    () => isNeeded,
    () => false,
  );
  if (!isShown) return null;
  const loaded = parts.get();
  return <loaded.Messages subscribe={giveMessages} />;
}
