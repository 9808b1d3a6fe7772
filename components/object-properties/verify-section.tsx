'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { BlockedNotice } from '@/components/previews/blocked-notice';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Progress } from '@/components/ui/progress';
import { planVerification, type VerifyPlan } from '@/lib/checksums/plan';
import type { Verdict } from '@/lib/checksums/verify';
import type { ConnectionView } from '@/lib/connections/types';
import { AppError, toAppError } from '@/lib/errors/app-error';
import { formatBytes } from '@/lib/format/bytes';
import { attributesQuery } from '@/lib/object-properties/queries';
import type { ObjectTarget } from '@/lib/objects/schema';
import type { ObjectDetails } from '@/lib/objects/types';
import { ObjectSource } from '@/lib/previews/object-source';
import { fetchPreviewLink } from '@/lib/previews/queries';

interface VerifySectionProps {
  connection: ConnectionView;
  target: ObjectTarget;
  details: ObjectDetails;
}

type State =
  | { kind: 'idle' }
  | { kind: 'running'; readBytes: number }
  | { kind: 'done'; plan: Exclude<VerifyPlan, { kind: 'none' }>; verdict: Verdict }
  | { kind: 'impossible'; why: string }
  | { kind: 'failed'; error: unknown };

/** Parts are asked for only where something was made of them, and where the server can tell. */
function needsParts({ checksums, checksumType, etag }: ObjectDetails): boolean {
  const isComposite = checksumType === 'COMPOSITE' || checksums.some(({ value }) => /-\d+$/u.test(value));
  return isComposite || (checksums.length === 0 && /-\d+$/u.test(etag ?? ''));
}

/** Reads the object in this browser and compares it with what the server keeps of it. */
export function VerifySection({ connection, target, details }: VerifySectionProps) {
  const client = useQueryClient();
  const [state, setState] = useState<State>({ kind: 'idle' });
  const controller = useRef<AbortController | null>(null);
  useEffect(() => () => controller.current?.abort(), []);

  const readParts = async () => {
    if (!needsParts(details) || connection.lacks.includes('object-attributes')) return null;
    const { parts } = await client.query(attributesQuery(target));
    return parts.length > 0 ? parts : null;
  };
  const verify = async (signal: AbortSignal): Promise<State> => {
    const { checksums, checksumType, encryption } = details;
    const link = await fetchPreviewLink(target);
    if (link.etag !== details.etag) {
      throw new AppError(
        'precondition-failed',
        'The object has changed since these details were read. Read them again.',
      );
    }
    const plan = planVerification({
      sizeBytes: link.sizeBytes,
      etag: link.etag,
      checksums,
      checksumType,
      hasOwnKeyEncryption: encryption !== null && encryption.algorithm !== 'AES256',
      parts: await readParts(),
    });
    if (plan.kind === 'none') return { kind: 'impossible', why: plan.why };
    // The hashes are loaded when they are first needed.
    const { verifyContent } = await import('@/lib/checksums/verify');
    const source = new ObjectSource({ link, renew: () => fetchPreviewLink(target) });
    const onProgress = (readBytes: number): void => {
      if (!signal.aborted) setState({ kind: 'running', readBytes });
    };
    return { kind: 'done', plan, verdict: await verifyContent(source, plan, onProgress, signal) };
  };
  const start = (): void => {
    const { signal } = (controller.current = new AbortController());
    setState({ kind: 'running', readBytes: 0 });
    verify(signal).then(
      (next) => {
        if (!signal.aborted) setState(next);
      },
      (error: unknown) => {
        if (!signal.aborted) setState({ kind: 'failed', error });
      },
    );
  };
  const stop = (): void => {
    controller.current?.abort();
    setState({ kind: 'idle' });
  };
  return (
    <section aria-label="Verification" className="mt-3 px-3.5">
      {state.kind === 'running' ? (
        <div className="flex items-center gap-2">
          <div className="min-w-0 flex-1">
            <Progress
              label="Reading and comparing"
              value={details.sizeBytes === 0 ? 1 : state.readBytes / details.sizeBytes}
            />
          </div>
          <Button size="small" onClick={stop}>
            Stop
          </Button>
        </div>
      ) : (
        <Button size="small" onClick={start}>
          {`Verify the checksum (reads ${formatBytes(details.sizeBytes)})`}
        </Button>
      )}
      {state.kind === 'done' && <Result plan={state.plan} verdict={state.verdict} />}
      {state.kind === 'impossible' && (
        <Callout className="mt-2" role="status" title="It cannot be verified">
          {state.why}
        </Callout>
      )}
      {state.kind === 'failed' && <Failed {...{ connection, target }} error={state.error} onRetry={start} />}
    </section>
  );
}

interface FailedProps extends Omit<VerifySectionProps, 'details'> {
  error: unknown;
  onRetry: () => void;
}

function Failed({ connection, target, error, onRetry }: FailedProps) {
  if (toAppError(error).code !== 'unreachable') {
    return <ErrorNotice className="mt-2" title="It could not be read to its end" error={error} onRetry={onRetry} />;
  }
  const { readOnly: isReadOnly } = connection;
  return <BlockedNotice {...{ target, isReadOnly, error, onRetry }} purpose="read" />;
}

function Result({ plan, verdict }: { plan: Exclude<VerifyPlan, { kind: 'none' }>; verdict: Verdict }) {
  const what = plan.isEtag ? 'ETag' : `${plan.algorithm} checksum`;
  if (verdict.kind === 'unknown') {
    return (
      <Callout className="mt-2" role="status" title="It could not be verified">
        No checksum is kept. The ETag was made of parts whose sizes nobody tells, and none of the usual ones fits. That
        says nothing about the content.
      </Callout>
    );
  }
  if (verdict.kind === 'intact') {
    return (
      <Callout tone="ok" className="mt-2" role="status" title={`The content is what its ${what} says`}>
        <span className="font-mono text-sm break-all">{verdict.computed}</span>
      </Callout>
    );
  }
  return (
    <Callout tone="danger" className="mt-2" role="alert" title={`The content does not fit its ${what}`}>
      {verdict.part !== null && <p>Part {verdict.part} is not what was uploaded.</p>}
      <p>
        Stored <span className="font-mono text-sm break-all">{plan.expected}</span>, computed{' '}
        <span className="font-mono text-sm break-all">{verdict.computed}</span>.
      </p>
    </Callout>
  );
}
