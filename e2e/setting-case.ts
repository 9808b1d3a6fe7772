import { CreateBucketCommand, PutBucketVersioningCommand, S3ServiceException, type S3Client } from '@aws-sdk/client-s3';
import type { Locator } from '@playwright/test';
import { createTestBucket, removeTestBucket } from '../lib/testing/buckets.ts';
import { createTestTopic } from '../lib/testing/topics.ts';
import { readTestEnvironment } from './environment.ts';

/** A setting as a journey goes through it. Documents are those of the S3 API; BUCKET stands for the bucket itself. */
export interface SettingCase {
  id: string;
  title: string;
  /** Makes the first document, from nothing. */
  create: (form: Locator) => Promise<void>;
  created: unknown;
  /** Changes the first document into the second. */
  edit: (form: Locator) => Promise<void>;
  edited: unknown;
  /** A third document, to be typed. */
  typed: unknown;
  /**
   * What somebody types while another makes the first document, if not the third: it differs from that and from what the
   * editor begins with. `null` where no value is left.
   */
  typedMeanwhile?: unknown;
  canRemove: boolean;
  /** What the bucket has, by the plain SDK; `null` where there is nothing. */
  read: (s3: S3Client, bucket: string) => Promise<unknown>;
  /** S3 codes of `read` that mean “nothing”. */
  absentCodes?: string[];
  /** Only a bucket made with object lock can have it everywhere. */
  needsObjectLock?: true;
  /** Needs versioning, here and on a neighbour called `<bucket>-copies`. */
  needsCopies?: true;
  /** Needs a topic called like the bucket. */
  needsTopic?: true;
  /** Providers without it. */
  lackedBy?: string[];
  /** Providers that show it, and refuse every change. */
  refusedBy?: string[];
}

/** Without the metadata of the answer. */
export function toDocument({ $metadata: _, ...document }: { $metadata: unknown }): unknown {
  return document;
}

export async function choose(form: Locator, label: string, option: string): Promise<void> {
  await form.getByRole('combobox', { name: label }).click();
  const item = form.page().getByRole('option', { name: option });
  await item.click();
  await item.waitFor({ state: 'hidden' });
}

export async function flip(form: Locator, label: string, isOn: boolean): Promise<void> {
  const control = form.getByRole('switch', { name: label });
  if ((await control.getAttribute('aria-checked')) !== String(isOn)) await control.click();
}

/** What the bucket has, by the plain SDK; `null` where there is nothing. */
export async function readPlainly(
  { read, absentCodes = [] }: SettingCase,
  s3: S3Client,
  bucket: string,
): Promise<unknown> {
  try {
    return await read(s3, bucket);
  } catch (error) {
    if (error instanceof S3ServiceException && absentCodes.includes(error.name)) return null;
    throw error;
  }
}

/** With a bucket that can have the setting. */
export async function withBucket(
  { needsObjectLock, needsCopies, needsTopic }: SettingCase,
  s3: S3Client,
  bucket: string,
  go: (bucket: string) => Promise<void>,
): Promise<void> {
  if (needsTopic) await createTestTopic(readTestEnvironment().server, bucket);
  if (needsCopies) {
    const copies = `${bucket}-copies`;
    await s3.send(new CreateBucketCommand({ Bucket: copies }));
    for (const Bucket of [bucket, copies]) {
      const VersioningConfiguration = { Status: 'Enabled' as const };
      await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
    }
    await go(bucket);
    await removeTestBucket(s3, copies);
    return;
  }
  if (!needsObjectLock) return go(bucket);
  const locked = await createTestBucket(s3, 'e2e-lock', { ObjectLockEnabledForBucket: true });
  await go(locked);
  await removeTestBucket(s3, locked);
}

/** A document that names the bucket itself. */
export const inBucket = (document: unknown, bucket: string): unknown =>
  JSON.parse(JSON.stringify(document).replaceAll('BUCKET', bucket));
