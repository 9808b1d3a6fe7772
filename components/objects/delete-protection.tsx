'use client';

import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { Callout } from '@/components/ui/callout';
import { Switch } from '@/components/ui/switch';
import { lockQuery } from '@/lib/object-properties/queries';
import type { ObjectTarget } from '@/lib/objects/schema';
import type { Deletion } from './deletion';
import { countProtected, describeProtected } from './protection';

/** Looked at before the question; of more it is only said that there may be some. */
const lookedAt = 20;

interface DeleteProtectionProps {
  deletion: Deletion;
  bypassGovernance: boolean;
  onBypass: (bypassGovernance: boolean) => void;
}

/** The versions whose protection is asked for. Of older versions only the latest is known, which shows whether there is a lock. */
function toTargets(deletion: Deletion): ObjectTarget[] {
  if (deletion.kind === 'objects') return [];
  if (deletion.kind === 'older') return [deletion.target];
  const { connection, bucket, versions } = deletion;
  const held = versions.filter(({ isMarker }) => !isMarker).slice(0, lookedAt);
  return held.map(({ key, versionId }) => ({ connection, bucket, key, versionId }));
}

/** Says which versions are protected, and asks whether to bypass governance. Shows nothing where nothing is protected. */
export function DeleteProtection({ deletion, bypassGovernance, onBypass }: DeleteProtectionProps) {
  // Read once, so that the words do not change while they are read.
  const [now] = useState(() => Date.now());
  const targets = toTargets(deletion);
  const locks = useQueries({
    queries: targets.map((target) => lockQuery(target)),
    combine: (results) => results.flatMap(({ data }) => data ?? []),
  });
  const isOlder = deletion.kind === 'older';
  const asked = deletion.kind === 'versions' ? deletion.versions.filter(({ isMarker }) => !isMarker).length : 0;
  const found = countProtected(isOlder ? [] : locks, now);
  // Beyond what was looked at anything may be protected, if the bucket can protect at all.
  const isOpen = (isOlder || asked > targets.length) && locks.some(({ isAvailable }) => isAvailable);
  const words = describeProtected(found, targets.length, asked);
  if (words === null && !isOpen) return null;
  return (
    <Callout tone="warn" title={words === null ? 'Some may be protected' : 'Protected'}>
      {words ??
        'This bucket can protect versions. What is under retention or a legal hold stays, and is named afterwards.'}
      {(found.governance > 0 || isOpen) && (
        <Switch
          className="mt-2 text-ink"
          label="Bypass governance retention"
          description="Deletes them all the same. Takes the permission s3:BypassGovernanceRetention."
          checked={bypassGovernance}
          onCheckedChange={onBypass}
        />
      )}
    </Callout>
  );
}
