import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { Request } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { BucketPage } from '../pages/bucket-page.ts';
import { samples } from '../preview-samples.ts';

test('A person looks at a folder of pictures as tiles, by keyboard too, and only those in sight are fetched', async ({
  signedIn,
  server,
  s3,
  bucket,
  expectAccessible,
}) => {
  const picture = samples['01-picture.png']!;
  const names = Array.from({ length: 60 }, (_, index) => `photo-${String(index).padStart(2, '0')}.png`);
  const put = (Key: string, Body = picture) => s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body }));
  await Promise.all(names.map((name) => put(name)));
  await put('a-drawing.svg', samples['02-drawing.svg']);
  await put('a-folder/inside.txt', 'x');
  await put('a-text.txt', 'x');
  const fetched: Request[] = [];
  signedIn.on('request', (request) => {
    if (request.method() === 'GET' && request.url().startsWith(`${server.endpoint}/`)) fetched.push(request);
  });
  await signedIn.setViewportSize({ width: 1280, height: 720 });
  const page = new BucketPage(signedIn, bucket);
  await page.open();
  await signedIn.getByRole('button', { name: 'Show as tiles' }).click();
  const picturesOf = (name: string) => page.grid.getByRole('img', { name, exact: true });
  await expect(picturesOf('a-drawing.svg')).toBeVisible();
  const size = () =>
    picturesOf('photo-00.png').evaluate((image) => [
      (image as HTMLImageElement).naturalWidth,
      (image as HTMLImageElement).naturalHeight,
    ]);
  await expect.poll(size).toEqual([8, 8]);
  await expectAccessible(signedIn);
  await expect(page.grid.getByRole('gridcell', { name: /photo-59/u })).toBeHidden();
  expect(fetched.map((request) => decodeURIComponent(new URL(request.url()).pathname))).not.toContain(
    `/${bucket}/photo-59.png`,
  );

  await page.grid.focus();
  await signedIn.keyboard.press('Home');
  await expect(page.activeTile).toContainText('a-folder/');
  await signedIn.keyboard.press('ArrowRight');
  await expect(page.activeTile).toContainText('a-drawing.svg');
  await signedIn.keyboard.press('Control+Space');
  await expect(page.grid.getByRole('checkbox', { name: 'Select a-drawing.svg' })).toBeChecked();
  await signedIn.keyboard.press('End');
  await expect(page.activeTile).toContainText('photo-59.png');
  await expect(picturesOf('photo-59.png')).toBeVisible();
  await signedIn.keyboard.press('Space');
  const look = signedIn.getByRole('dialog', { name: 'photo-59.png', exact: true });
  await expect(look.getByText('8 × 8 pixels')).toBeVisible();
  await signedIn.keyboard.press('Escape');
  await expect(look).toBeHidden();

  await signedIn.reload();
  await page.waitForList();
  await expect(picturesOf('a-drawing.svg')).toBeVisible();
  await page.grid.focus();
  await signedIn.keyboard.press('Home');
  await expect(page.activeTile).toContainText('a-folder/');
  await signedIn.keyboard.press('Enter');
  await expect(page.grid.getByText('inside.txt')).toBeVisible();
  await signedIn.getByRole('button', { name: 'Show as a list' }).click();
  await expect(page.row('inside.txt')).toBeVisible();
});
