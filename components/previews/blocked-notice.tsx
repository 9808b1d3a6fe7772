'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { DiffLines } from '@/components/ui/diff-lines';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Loading } from '@/components/ui/spinner';
import type { BucketTarget } from '@/lib/objects/schema';
import { toRuleLines } from '@/lib/uploads/cors/rules';
import type { CorsPurpose } from '@/lib/uploads/cors/needs';
import { addCorsRuleMutation, corsCheckQuery } from '@/lib/uploads/queries';

interface BlockedNoticeProps {
  target: BucketTarget;
  purpose: Exclude<CorsPurpose, 'upload'>;
  isReadOnly: boolean;
  /** The failure that brought this up. */
  error: unknown;
  /** The way may be free now. */
  onRetry: () => void;
}

/** The browser got no answer it may read. Asks why, and offers the smallest CORS rule that helps. */
export function BlockedNotice({ target, purpose, isReadOnly, error, onRetry }: BlockedNoticeProps) {
  const { connection, bucket } = target;
  const client = useQueryClient();
  const query = useQuery({ ...corsCheckQuery({ connection, bucket }, location.origin, purpose), staleTime: 0 });
  const add = useMutation(addCorsRuleMutation(client));
  if (query.isPending) return <Loading className="p-3.5">Asking the bucket what browsers may do</Loading>;
  const check = query.data;
  // The rules allow it, so something else is in the way.
  if (!check || check.verdict === 'allowed') {
    return <ErrorNotice className="m-3.5" title="This could not be read" error={error} onRetry={onRetry} />;
  }
  const { rules, proposal } = check;
  const handleAdd = (): void =>
    add.mutate(
      { connection, bucket, origin: location.origin, purpose, seen: rules ?? [] },
      {
        onSuccess: (after) => {
          if (after.verdict !== 'refused') onRetry();
        },
      },
    );
  return (
    <div className="overflow-auto p-3.5">
      <Callout
        tone="warn"
        title={purpose === 'read' ? 'The browser may not read this bucket yet' : 'The browser may not write here yet'}
        actions={
          <>
            {proposal && !isReadOnly && (
              <Button size="small" variant="primary" pending={add.isPending} onClick={handleAdd}>
                Add the rule
              </Button>
            )}
            <Button size="small" onClick={onRetry}>
              Try again
            </Button>
          </>
        }
      >
        <p>{check.message}</p>
        <p className="mt-1">
          {proposal
            ? 'Files go straight from the endpoint to this browser, which only shows them where the bucket’s CORS rules name this page. This is the whole change:'
            : `It cannot be mended from here. Ask whoever runs the endpoint to allow ${purpose === 'read' ? 'GET and HEAD' : 'PUT'} from ${location.origin} and to expose ETag and Content-Range.`}
        </p>
        {proposal && (
          <div className="mt-2">
            <DiffLines
              label="Change of the CORS rules"
              before={toRuleLines(rules ?? [])}
              after={toRuleLines(proposal)}
            />
          </div>
        )}
      </Callout>
      {add.isError && <ErrorNotice className="mt-3" title="The rule was not added" error={add.error} />}
    </div>
  );
}
