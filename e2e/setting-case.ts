import type { S3Client } from '@aws-sdk/client-s3';
import type { Locator } from '@playwright/test';

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
