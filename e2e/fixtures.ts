import AxeBuilder from '@axe-core/playwright';
import { ListBucketsCommand, PutBucketCorsCommand, type S3Client } from '@aws-sdk/client-s3';
import { test as base, expect, type Page } from '@playwright/test';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FaultRule } from '../lib/embedded-s3/faults/plan.ts';
import { createPlainClient, createTestBucket, removeTestBucket } from '../lib/testing/buckets.ts';
import type { TestServer } from '../lib/testing/servers.ts';
import { readTestEnvironment } from './environment.ts';
import { SignInPage } from './pages/sign-in-page.ts';

interface Account {
  keys: TestServer['main'];
  /** A plain SDK client: what a journey did is checked by another client than the one under test. */
  s3: S3Client;
}

interface Fixtures {
  server: TestServer;
  /** The user whose buckets the journeys use. */
  main: Account;
  /** A user who owns nothing on the server. */
  alt: Account;
  /** The plain client of the main user. */
  s3: S3Client;
  /** A new, empty bucket, removed after the test with all that is in it. */
  bucket: string;
  /** A new, empty bucket that lets the console's pages read and write by presigned URLs (CORS). */
  browserBucket: string;
  /** A name no bucket has; if the test makes one of it, it is removed. */
  newBucketName: string;
  /** A new, empty folder on this computer, removed after the test. */
  folder: string;
  /** What goes wrong at the embedded endpoint until the test ends. */
  faults: { set: (rules: readonly FaultRule[]) => Promise<void>; clear: () => Promise<void> };
  /** Signed in as the main user on the connection that asks for keys. */
  signedIn: Page;
  /** Fails when axe finds anything on the page as it stands. */
  expectAccessible: (page: Page) => Promise<void>;
}

const environment = readTestEnvironment();

async function allowConsole(s3: S3Client, bucket: string): Promise<void> {
  const rule = {
    AllowedOrigins: [new URL(environment.consoleUrl).origin],
    AllowedMethods: ['GET', 'HEAD', 'PUT'],
    AllowedHeaders: ['*'],
    ExposeHeaders: ['ETag'],
  };
  await s3.send(new PutBucketCorsCommand({ Bucket: bucket, CORSConfiguration: { CORSRules: [rule] } }));
}

function toAccount(server: TestServer, user: 'main' | 'alt'): Account {
  return { keys: server[user], s3: createPlainClient(server, user) };
}

/** The tests of all journeys. Each names what it needs; nothing is shared between two tests. */
export const test = base.extend<Fixtures>({
  // Playwright finds what a fixture needs by the names in its first parameter, so an empty pattern must stand there.

  server: async ({}, use) => use(environment.server),
  main: async ({ server }, use) => use(toAccount(server, 'main')),
  alt: async ({ server }, use) => use(toAccount(server, 'alt')),
  s3: async ({ main }, use) => use(main.s3),
  bucket: async ({ s3 }, use) => {
    const bucket = await createTestBucket(s3, 'e2e');
    await use(bucket);
    await removeTestBucket(s3, bucket);
  },
  browserBucket: async ({ s3, bucket }, use) => {
    await allowConsole(s3, bucket);
    await use(bucket);
  },
  newBucketName: async ({ s3 }, use) => {
    const bucket = `t-new-${randomUUID().slice(0, 18)}`;
    await use(bucket);
    const { Buckets = [] } = await s3.send(new ListBucketsCommand({ Prefix: bucket }));
    if (!Buckets.some(({ Name }) => Name === bucket)) return;
    await removeTestBucket(s3, bucket);
  },
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'cooper-e2e-'));
    await use(folder);
    await rm(folder, { recursive: true });
  },
  faults: async ({ server }, use) => {
    const steer = async (method: string, rules?: readonly FaultRule[]): Promise<void> => {
      const body = rules && JSON.stringify(rules);
      const { status } = await fetch(`${server.endpoint}/.cooper/faults`, { method, ...(body && { body }) });
      expect(status).toBe(200);
    };
    const clear = () => steer('DELETE');
    await use({ set: (rules) => steer('PUT', rules), clear });
    await clear();
  },
  signedIn: async ({ page, main }, use) => {
    const signIn = new SignInPage(page);
    await signIn.open();
    await signIn.signIn(main.keys);
    await use(page);
  },

  expectAccessible: async ({}, use) =>
    use(async (page) => {
      // The kit's guards around an open menu hand the focus on the moment they get it; axe takes them for places to stay.
      const { violations } = await new AxeBuilder({ page }).exclude('[data-base-ui-focus-guard]').analyze();
      expect(violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ html }) => html) }))).toEqual([]);
    }),
});

export { expect } from '@playwright/test';
