import { ListMultipartUploadsCommand, ListPartsCommand, type S3Client } from '@aws-sdk/client-s3';
import { expect, type Page, type Request } from '@playwright/test';

/** Sent in four parts, the last one short. */
export const fourPartBytes = 50 * 1024 ** 2;

/** The PUTs of a page, from now on. */
export function recordPuts(page: Page): Request[] {
  const puts: Request[] = [];
  page.on('request', (request) => {
    if (request.method() === 'PUT') puts.push(request);
  });
  return puts;
}

export function toPartNumber(request: Request): number {
  return Number(new URL(request.url()).searchParams.get('partNumber'));
}

/** Keeps all parts but the first from being sent, until it is told to let go. */
export async function holdLaterParts(page: Page): Promise<() => Promise<void>> {
  const isLater = (url: URL) => Number(url.searchParams.get('partNumber')) > 1;
  await page.route(isLater, () => undefined);
  return () => page.unroute(isLater);
}

/** Waits until the first part of the only upload is on the server. */
export async function expectFirstPartStored(s3: S3Client, bucket: string): Promise<void> {
  await expect
    .poll(async () => {
      const { Uploads: [upload] = [] } = await s3.send(new ListMultipartUploadsCommand({ Bucket: bucket }));
      if (!upload) return [];
      const { Key, UploadId } = upload;
      const { Parts = [] } = await s3.send(new ListPartsCommand({ Bucket: bucket, Key, UploadId }));
      return Parts.map(({ PartNumber }) => PartNumber);
    })
    .toEqual([1]);
}

export async function countUploads(s3: S3Client, bucket: string): Promise<number> {
  const { Uploads = [] } = await s3.send(new ListMultipartUploadsCommand({ Bucket: bucket }));
  return Uploads.length;
}
