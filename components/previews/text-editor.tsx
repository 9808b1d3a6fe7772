'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { CodeEditor } from '@/components/ui/code-editor';
import { ErrorNotice } from '@/components/ui/error-notice';
import { useToast } from '@/components/ui/toast';
import { toAppError } from '@/lib/errors/app-error';
import { announceListingChange } from '@/lib/listing/changes';
import type { ObjectTarget } from '@/lib/objects/schema';
import { fromEditableText, maxEditableBytes, type EditableText } from '@/lib/previews/editable-text';
import { fetchSaveTicket } from '@/lib/previews/queries';
import { sendSave } from '@/lib/previews/send-save';
import { BlockedNotice } from './blocked-notice';
import { EditConflict } from './edit-conflict';

interface TextEditorProps {
  target: ObjectTarget;
  original: EditableText;
  /** Of the object as it was read. */
  etag: string;
  /** Goes back to reading. After a save the object has to be opened anew. */
  onClose: (isSaved: boolean) => void;
}

/** Sends a text and tells the page of it. */
function useSave(target: ObjectTarget, original: EditableText, onSaved: () => void) {
  const client = useQueryClient();
  const toast = useToast();
  const { connection, bucket, key } = target;
  return useMutation({
    mutationFn: async (input: { connection: string; text: string; seen: string }) => {
      const body = fromEditableText(input.text, original);
      const ticket = await fetchSaveTicket({ connection, bucket, key, etag: input.seen });
      await sendSave(ticket, body);
      return ticket;
    },
    onSuccess: ({ isConditional }) => {
      void client.invalidateQueries({ queryKey: ['object', connection, bucket, key] });
      void client.invalidateQueries({ queryKey: ['versions', connection, bucket] });
      announceListingChange({ connection, bucket, prefix: key });
      toast.success('Saved', {
        ...(!isConditional && {
          description: 'This server cannot check for others who write at the same moment; it was compared just before.',
        }),
      });
      onSaved();
    },
  });
}

/** A small text, written back only where nobody has written meanwhile. */
export function TextEditor({ target, original, etag, onClose }: TextEditorProps) {
  const [text, setText] = useState(original.text);
  const save = useSave(target, original, () => onClose(true));
  const { connection } = target;
  const start = (seen: string): void => save.mutate({ connection, text, seen });
  const isLeaving = save.isPending || save.isSuccess;
  const isTooLarge = new TextEncoder().encode(text).length > maxEditableBytes;
  const isChanged = text !== original.text || original.isMixed;
  const code = save.error ? toAppError(save.error).code : null;
  if (code === 'precondition-failed') {
    return (
      <EditConflict
        target={target}
        mine={text}
        onOverwrite={start}
        isSaving={save.isPending}
        onBack={() => save.reset()}
        onDiscard={() => onClose(true)}
      />
    );
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <CodeEditor
        label="Text of the object"
        value={text}
        onValueChange={setText}
        readOnly={isLeaving}
        className="min-h-0 flex-1 rounded-none! border-0! [&_.cm-editor]:h-full"
      />
      {code === 'unreachable' && (
        <BlockedNotice
          target={target}
          purpose="edit"
          isReadOnly={false}
          error={save.error}
          onRetry={() => start(etag)}
        />
      )}
      {save.error && code !== 'unreachable' && (
        <ErrorNotice className="m-3.5" title="It was not saved" error={save.error} onRetry={() => start(etag)} />
      )}
      <div className="flex min-h-[42px] flex-wrap items-center justify-end gap-2 border-t border-line px-3.5 py-1.5 text-sm text-ink-3">
        <span className="mr-auto" role="status">
          {isTooLarge && 'Texts of more than 1 MiB are not edited here.'}
          {original.isMixed && !isTooLarge && 'Its line ends are of two kinds; a save makes them one.'}
        </span>
        <Button size="small" onClick={() => onClose(false)}>
          {isChanged ? 'Discard' : 'Close'}
        </Button>
        <Button
          size="small"
          variant="primary"
          disabled={!isChanged || isTooLarge}
          pending={isLeaving}
          onClick={() => start(etag)}
        >
          Save
        </Button>
      </div>
    </div>
  );
}
