'use client';

import { useParams, useSearchParams } from 'next/navigation';
import { fromBrowseQuery, type BrowseState } from '@/lib/client/routes';

/** Where the user is, as the address says. */
export interface Place {
  /** Id of the connection, `null` outside any. */
  connection: string | null;
  /** Name, alias or ARN, `null` outside any bucket. */
  bucket: string | null;
  state: BrowseState;
}

/** A path segment as it was before `encodeURIComponent`; Next hands segments over as they stand in the address. */
function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

export function usePlace(): Place {
  const params = useParams<{ connection?: string; bucket?: string }>();
  const query = useSearchParams();
  return {
    connection: params.connection === undefined ? null : decodeSegment(params.connection),
    bucket: params.bucket === undefined ? null : decodeSegment(params.bucket),
    state: fromBrowseQuery(new URLSearchParams(query)),
  };
}
