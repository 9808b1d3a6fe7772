import { toWebsiteDomain, type TestServer } from '../lib/testing/servers.ts';

/** The connections of the console under test, by what they are for. */
export const connections = {
  /** Asks for keys; most journeys begin with signing in here. */
  signIn: { id: 'keys', name: 'With keys' },
  /** Open without sign-in, since the console listens on loopback. */
  open: { id: 'open', name: 'Open' },
  /** Open, and refuses every change. */
  readOnly: { id: 'read-only', name: 'Read only' },
  /** Open, and known to browsers under another host name. */
  publicAddress: { id: 'public-address', name: 'Public address' },
  /** Asks for keys; nothing but the endpoint was configured, so provider and addressing have to be found out. */
  bare: { id: 'bare', name: 'Nothing but an address' },
  /** Asks for keys, and names one bucket for those who may not list buckets. */
  named: { id: 'named', name: 'One named bucket' },
} as const;

/** The bucket of the connection `named`; a journey that needs it makes and removes it. */
export const namedBucket = 'named-in-the-configuration';

/** The configuration file (COOPER_CONFIG) of a console in front of this server. */
export function toConsoleConfiguration(server: TestServer): unknown {
  const { endpoint, region, provider, main } = server;
  const websiteDomain = toWebsiteDomain(server);
  const base = { endpoint, region, provider, addressing: 'path', ...(websiteDomain !== null && { websiteDomain }) };
  const credentials = { kind: 'static', ...main };
  const publicEndpoint = `http://localhost:${new URL(endpoint).port}`;
  return {
    connections: [
      // So that a copy in parts needs no object of gigabytes.
      { ...base, ...connections.signIn, copyInPartsAboveMiB: 5 },
      { ...base, ...connections.open, credentials },
      { ...base, ...connections.readOnly, credentials, readOnly: true },
      { ...base, ...connections.publicAddress, credentials, publicEndpoint },
      { endpoint, region, ...connections.bare },
      { ...base, ...connections.named, buckets: [namedBucket] },
    ],
  };
}
