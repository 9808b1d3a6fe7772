'use client';

import { Toast as BaseToast } from '@base-ui/react/toast';
import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import { buttonClass } from './button-class';
import type { Message, MessageTone } from './toast';

/** Outlives any component, so that what ends after its screen was left is still told. */
const manager = BaseToast.createToastManager();

const usualMs = 5000;
/** Time to make up one's mind. */
const withActionMs = 20_000;

/** Errors stay until they are dismissed, or acted on: nobody should have to read against the clock. */
function showMessage({ tone, title, description, action }: Message): void {
  const id = manager.add({
    type: tone,
    title,
    description,
    timeout: tone === 'error' ? 0 : action ? withActionMs : usualMs,
    priority: tone === 'error' ? 'high' : 'low',
    ...(action && {
      actionProps: {
        children: action.label,
        onClick: () => {
          manager.close(id);
          action.run();
        },
      },
    }),
  });
}

interface MessagesProps {
  /** Gives the messages from now on, and those that came before; returns the way to stop. */
  subscribe: (show: (message: Message) => void) => () => void;
}

/** Where messages appear. */
export function Messages({ subscribe }: MessagesProps) {
  // After the effects of the provider below, which listens by then.
  useEffect(() => subscribe(showMessage), [subscribe]);
  return (
    <BaseToast.Provider toastManager={manager} limit={4}>
      <BaseToast.Portal>
        <BaseToast.Viewport className="fixed bottom-10 left-2 z-60 flex w-[380px] max-w-[calc(100vw-16px)] flex-col gap-2 min-[680px]:left-[246px]">
          <ToastList />
        </BaseToast.Viewport>
      </BaseToast.Portal>
    </BaseToast.Provider>
  );
}

const icons: Record<MessageTone, ReactNode> = {
  info: <Info size={15} className="text-ink-3" />,
  success: <CircleCheck size={15} className="text-ok" />,
  error: <CircleAlert size={15} className="text-danger" />,
};

function ToastList() {
  const { toasts: shown } = BaseToast.useToastManager();
  return shown.map((toast) => (
    <BaseToast.Root
      key={toast.id}
      toast={toast}
      // A message, not a dialog: keys of the page go on working while it is shown.
      role="group"
      aria-modal={undefined}
      // Errors would be hidden from screen readers until they have the focus; their announcement is apart from this.
      aria-hidden={undefined}
      className="rounded-lg border border-line-strong bg-raised shadow-pop transition-opacity duration-150 data-[ending-style]:opacity-0 data-[limited]:hidden data-[starting-style]:opacity-0"
    >
      <BaseToast.Content className="flex items-start gap-2 py-2 pr-1.5 pl-3">
        <span aria-hidden="true" className="mt-[5px] shrink-0">
          {icons[(toast.type ?? 'info') as MessageTone]}
        </span>
        <div className="min-w-0 flex-1 py-[3px]">
          <BaseToast.Title className="font-medium break-words" render={<div />} />
          <BaseToast.Description className="text-sm break-words text-ink-2" render={<div />} />
        </div>
        <BaseToast.Action className={buttonClass('default', 'small')} />
        <BaseToast.Close aria-label="Dismiss" aria-hidden={false} className={buttonClass('quiet', 'small', true)}>
          <X size={14} aria-hidden="true" />
        </BaseToast.Close>
      </BaseToast.Content>
    </BaseToast.Root>
  ));
}
