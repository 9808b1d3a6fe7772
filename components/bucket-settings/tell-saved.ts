import type { Toasts } from '@/components/ui/toast';

/** Says that a change was made, and where it applies, that the history has lost what was there before. */
export function tellSaved(toast: Toasts, what: string, isRemembered: boolean): void {
  if (isRemembered) toast.success(what);
  else toast.info(what, { description: 'What was there before could not be kept in the history of this console.' });
}
