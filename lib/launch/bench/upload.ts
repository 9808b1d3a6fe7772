import { PutBucketCorsCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Page } from '@playwright/test';

/** Lets the console's pages write to a bucket. */
export async function allowUploads(client: S3Client, bucket: string, consoleUrl: string): Promise<void> {
  const rule = {
    AllowedOrigins: [new URL(consoleUrl).origin],
    AllowedMethods: ['GET', 'HEAD', 'PUT'],
    AllowedHeaders: ['*'],
    ExposeHeaders: ['ETag'],
  };
  await client.send(new PutBucketCorsCommand({ Bucket: bucket, CORSConfiguration: { CORSRules: [rule] } }));
}

/** From the choice of a file to its end in the tray, in milliseconds. */
export async function timeBrowserUpload(page: Page, path: string): Promise<number> {
  await page.getByRole('button', { name: 'Upload' }).click();
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('menuitem', { name: 'Files…' }).click();
  const chooser = await choosing;
  const started = performance.now();
  await chooser.setFiles(path);
  const tray = page.getByRole('region', { name: 'Uploads' });
  await tray.getByText('1 file uploaded').first().waitFor({ timeout: 300_000 });
  return performance.now() - started;
}
