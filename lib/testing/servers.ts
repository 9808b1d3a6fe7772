/** An S3 server that contract tests run against, and a second user on it who owns nothing there. */
export interface TestServer {
  name: string;
  /** Provider id of lib/s3/providers. */
  provider: string;
  endpoint: string;
  region: string;
  /** Where it serves buckets as websites, each under its name before the domain. */
  website?: { url: string; domain: string };
  main: { accessKeyId: string; secretAccessKey: string };
  alt: { accessKeyId: string; secretAccessKey: string };
}

/** As a connection is told it: with the port behind which buckets are served as websites. */
export function toWebsiteDomain({ website }: TestServer): string | null {
  return website ? `${website.domain}:${new URL(website.url).port}` : null;
}

/**
 * The servers named in TEST_S3_SERVERS (JSON). Throws when there is none: a contract suite that skips looks green.
 */
export function testServers(): TestServer[] {
  const text = process.env['TEST_S3_SERVERS'];
  if (!text)
    throw new Error('TEST_S3_SERVERS names no server: run `npm test` or `npm run test:ceph`, which start one.');
  const servers = JSON.parse(text) as TestServer[];
  if (servers.length === 0) throw new Error('TEST_S3_SERVERS is an empty list.');
  return servers;
}

/** The same server under another name, which is another endpoint: nothing can be copied by itself from one to the other. */
export function toOtherName(endpoint: string): string {
  const url = new URL(endpoint);
  url.hostname = url.hostname === 'localhost' ? '127.0.0.1' : 'localhost';
  return url.href.replace(/\/$/u, '');
}
