'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { Dialog } from '@/components/ui/dialog';
import { DiffLines } from '@/components/ui/diff-lines';
import { ErrorNotice } from '@/components/ui/error-notice';
import { toRuleLines } from '@/lib/uploads/cors/rules';
import type { CorsCheck } from '@/lib/uploads/cors/types';
import type { UploadTarget } from '@/lib/uploads/intake';
import { addCorsRuleMutation } from '@/lib/uploads/queries';

interface CorsDialogProps {
  target: UploadTarget;
  check: CorsCheck;
  onAnswer: (goesOn: boolean) => void;
}

/** Says what is in the way of uploads and offers the smallest change that removes it. */
export function CorsDialog({ target, check: first, onAnswer }: CorsDialogProps) {
  const client = useQueryClient();
  const [check, setCheck] = useState(first);
  const add = useMutation(addCorsRuleMutation(client));
  const { rules, proposal } = check;
  const { connection, bucket } = target;
  const handleAdd = () => {
    const input = { connection, bucket, origin: location.origin, seen: rules ?? [] };
    add.mutate(input, {
      onSuccess: (after) => {
        if (after.verdict === 'refused') setCheck(after);
        else onAnswer(true);
      },
    });
  };
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onAnswer(false);
      }}
      title="This bucket does not take files from the browser yet"
      description={check.message}
      footer={
        <>
          <Button variant="quiet" onClick={() => onAnswer(true)}>
            Try anyway
          </Button>
          <Button onClick={() => onAnswer(false)}>Cancel</Button>
          {proposal && (
            <Button variant="primary" pending={add.isPending} onClick={handleAdd}>
              Add the rule and upload
            </Button>
          )}
        </>
      }
    >
      {proposal ? (
        <>
          <p className="mb-2 text-ink-2">
            Files go straight from this browser to the endpoint, which only takes them where the bucket’s CORS rules
            name this page. Everything that is there stays; this is the whole change:
          </p>
          <DiffLines label="Change of the CORS rules" before={toRuleLines(rules ?? [])} after={toRuleLines(proposal)} />
        </>
      ) : (
        <Callout tone="warn" title="It cannot be mended from here">
          Ask whoever runs the endpoint to allow PUT from {location.origin} with the headers Content-MD5, Content-Type
          and If-None-Match, and to expose ETag.
        </Callout>
      )}
      {add.isError && <ErrorNotice className="mt-3" title="The rule was not added" error={add.error} />}
    </Dialog>
  );
}
