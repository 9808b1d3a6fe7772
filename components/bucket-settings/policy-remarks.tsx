'use client';

import { useQuery } from '@tanstack/react-query';
import { Callout } from '@/components/ui/callout';
import { nameStatement, type Policy } from '@/lib/policy/document';
import { lintPolicy } from '@/lib/policy/lint';
import { findLockOuts } from '@/lib/policy/lock-out';
import { policySurroundingsQuery } from '@/lib/policy/queries';
import { toSignedIn } from '@/lib/policy/signed-in';

interface PolicyRemarksProps {
  /** As it stands in the editor. */
  policy: Policy;
  saved: Policy | null;
  /** Length of the document as it is sent. */
  bytes: number;
  connection: string;
  bucket: string;
}

const capitalise = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What a policy opens, closes and gets wrong, and what the server makes of the saved one. */
export function PolicyRemarks({ policy, saved, bytes, connection, bucket }: PolicyRemarksProps) {
  const { data: surroundings } = useQuery(policySurroundingsQuery({ connection, bucket }, JSON.stringify(saved)));
  const ignoredPrincipals = surroundings?.ignoredPrincipals ?? [];
  const remarks = lintPolicy(policy, { bucket, bytes, ignoredPrincipals });
  const lockOuts = surroundings ? findLockOuts(policy, saved, bucket, toSignedIn(surroundings)) : [];
  const isPublic = saved ? (surroundings?.isPublic ?? null) : null;
  if (remarks.length === 0 && lockOuts.length === 0 && isPublic === null) return null;
  return (
    <section aria-label="Remarks" className="mt-5 flex max-w-[860px] flex-col gap-2">
      {isPublic !== null && (
        <Callout tone={isPublic ? 'warn' : 'ok'}>
          {isPublic ? 'The server calls the saved policy public.' : 'The server calls the saved policy not public.'}
        </Callout>
      )}
      {lockOuts.length > 0 && (
        <Callout tone="danger" title="This policy shuts the signed-in keys out">
          <ul>
            {lockOuts.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </Callout>
      )}
      {remarks.map(({ tone, statement, text }) => {
        const place = statement === null ? null : policy.statements[statement];
        return (
          <Callout key={`${statement ?? ''} ${text}`} tone={tone}>
            {place && <b className="font-medium">{`${capitalise(nameStatement(place, statement ?? 0))}: `}</b>}
            {text}
          </Callout>
        );
      })}
    </section>
  );
}
