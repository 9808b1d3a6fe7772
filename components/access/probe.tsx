'use client';

import { useMutation } from '@tanstack/react-query';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { ErrorNotice } from '@/components/ui/error-notice';
import { KeyName } from '@/components/ui/key-name';
import { probeMutation } from '@/lib/access/queries';
import type { AccessInput } from '@/lib/access/schema';
import type { AccessReport, Probe } from '@/lib/access/types';
import { actOf, describeProbe, requestWords } from './words';

interface AccessProbeProps {
  target: AccessInput;
  report: AccessReport;
}

/** Asks the endpoint without keys, as anybody could. */
export function AccessProbe({ target, report }: AccessProbeProps) {
  const ask = useMutation(probeMutation());
  return (
    <section aria-label="What the world gets" className="mt-6">
      <h2 className="text-lg font-semibold">What the world gets</h2>
      <p className="text-ink-3">
        The console’s server asks the endpoint without keys: a listing, and one object. Nothing that writes is sent, and
        no redirect is followed.
      </p>
      <Button className="mt-2" pending={ask.isPending} onClick={() => ask.mutate(target)}>
        Ask without keys
      </Button>
      {ask.isError && <ErrorNotice className="mt-3" title="The endpoint was not asked" error={ask.error} />}
      {ask.data && <ProbeResult probe={ask.data} report={report} />}
    </section>
  );
}

/** Requests that were answered otherwise than the rules say. */
function findSurprises({ key, answers }: Probe, { rows, key: asked }: AccessReport): boolean {
  const everybody = rows.find(({ subject }) => subject.kind === 'anonymous');
  return answers.some(({ request, isOpen }) => {
    const answer = everybody?.acts[actOf[request]].answer;
    // Of an object that the rules were not asked about, its own ACL may say otherwise.
    if (isOpen === null || (actOf[request] === 'read' && asked !== key)) return false;
    return (isOpen && answer === 'no') || (!isOpen && answer === 'yes');
  });
}

function ProbeResult({ probe, report }: { probe: Probe; report: AccessReport }) {
  const { key, address, answers } = probe;
  const isOpen = answers.some((answer) => answer.isOpen === true);
  const isClosed = answers.every((answer) => answer.isOpen === false);
  const title = isOpen
    ? 'The world gets in'
    : isClosed
      ? 'The world is kept out'
      : 'The world gets nothing, but not every answer is a refusal';
  return (
    <Callout role="status" tone={isOpen ? 'warn' : isClosed ? 'ok' : 'info'} className="mt-3" title={title}>
      <p className="font-mono text-sm break-all">{address}</p>
      <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3">
        {answers.map((answer) => (
          <div key={answer.request} className="contents">
            <dt>{requestWords[answer.request]}</dt>
            <dd className="break-words">{describeProbe(answer)}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-1">
        {key === null ? (
          'There is no object to ask for.'
        ) : (
          <>
            The object was <KeyName text={key} className="font-mono text-sm break-all" />.
          </>
        )}
      </p>
      {findSurprises(probe, report) && (
        <p className="mt-1">
          That is not what is set, as far as it is understood here. What the endpoint answers is what counts.
        </p>
      )}
    </Callout>
  );
}
