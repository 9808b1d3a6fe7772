import type { ConnectionView } from '@/lib/connections/types';
import { parseLocation, type ObjectLocation } from '@/lib/client/parse-location';

export interface Destination {
  connection: ConnectionView;
  location: ObjectLocation;
}

function getHosts(connection: ConnectionView): string[] {
  return [connection.host, new URL(connection.publicOrigin).host];
}

/** Where a text leads, the current connection first: a URL of another connection's endpoint leads there. */
export function findDestination(text: string, connections: ConnectionView[]): Destination | string {
  let problem = 'Choose a connection first.';
  for (const [index, connection] of connections.entries()) {
    const result = parseLocation(text, getHosts(connection));
    if (result.ok) return { connection, location: result.location };
    if (index === 0) problem = result.problem;
  }
  return problem;
}
