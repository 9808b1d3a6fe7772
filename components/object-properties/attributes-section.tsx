'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FieldGroup } from '@/components/objects/details-fields-list';
import { Button } from '@/components/ui/button';
import { formatBytes } from '@/lib/format/bytes';
import { formatQuantity } from '@/lib/format/numbers';
import { attributesQuery } from '@/lib/object-properties/queries';
import type { ObjectAttributes } from '@/lib/object-properties/types';
import type { ObjectTarget } from '@/lib/objects/schema';
import { PropertyState } from './property-state';

/** Drawn at once; more parts than this are only counted. */
const shownParts = 200;

/** Checksums and parts, read when somebody wants them. */
export function AttributesSection({ target }: { target: ObjectTarget }) {
  const [isWanted, setWanted] = useState(false);
  if (!isWanted) {
    return (
      <div className="mt-4 px-3.5">
        <Button size="small" onClick={() => setWanted(true)}>
          Parts and checksums
        </Button>
      </div>
    );
  }
  return <Attributes target={target} />;
}

function Attributes({ target }: { target: ObjectTarget }) {
  const query = useQuery(attributesQuery(target));
  return (
    <PropertyState what="parts and checksums" query={query}>
      {query.data && <AttributeFields attributes={query.data} />}
    </PropertyState>
  );
}

function AttributeFields({
  attributes: { checksums, checksumType, partsCount, parts },
}: {
  attributes: ObjectAttributes;
}) {
  const isWhole = partsCount === null;
  return (
    <section aria-label="Parts and checksums" className="-mx-3.5">
      <FieldGroup
        group={{
          title: 'Parts and checksums',
          fields: [
            { name: 'Stored as', value: isWhole ? 'one piece' : formatQuantity(partsCount, 'part') },
            ...checksums.map(({ algorithm, value }) => ({
              name: checksumType === 'COMPOSITE' ? `${algorithm} of its parts` : algorithm,
              value,
              isMono: true as const,
              isCopied: true as const,
            })),
            ...(checksums.length === 0 ? [{ name: 'Checksum', value: 'none is kept' }] : []),
          ],
        }}
      />
      {!isWhole && parts.length === 0 && (
        <p className="px-3.5 text-sm text-ink-3">The server names single parts only where each has a checksum.</p>
      )}
      {parts.length > 0 && (
        <ol
          aria-label="Parts"
          tabIndex={0}
          className="mx-3.5 mt-1 max-h-[220px] overflow-y-auto rounded-lg border border-line"
        >
          {parts.slice(0, shownParts).map(({ number, sizeBytes, checksum }) => (
            <li key={number} className="flex gap-2 border-b border-line px-2.5 py-1 text-sm last:border-0">
              <span className="w-[42px] shrink-0 text-ink-3 tabular-nums">{number}</span>
              <span className="w-[72px] shrink-0 tabular-nums">{formatBytes(sizeBytes)}</span>
              <span className="min-w-0 flex-1 truncate font-mono">{checksum ?? '–'}</span>
            </li>
          ))}
          {parts.length > shownParts && (
            <li className="px-2.5 py-1 text-sm text-ink-3">
              and {formatQuantity(parts.length - shownParts, 'more part')}
            </li>
          )}
        </ol>
      )}
    </section>
  );
}
