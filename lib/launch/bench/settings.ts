import {
  CreateBucketCommand,
  GetBucketAclCommand,
  GetBucketCorsCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLocationCommand,
  GetBucketLoggingCommand,
  GetBucketNotificationConfigurationCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketReplicationCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetBucketWebsiteCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
  ListBucketInventoryConfigurationsCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { Page } from '@playwright/test';
import { connections } from '../../../e2e/console-configuration.ts';
import { getMedian, type Measure } from './report.ts';
import type { Stage } from './stage.ts';

const rounds = 5;
const bucket = 'bench-settings';

/** How long every answer about the bucket takes: that of an endpoint some way off. */
const answerMs = 200;

/** The slowest of the single reads, one after another by the plain SDK, in milliseconds. */
async function timeSlowestRead(client: S3Client): Promise<number> {
  const target = { Bucket: bucket };
  // One by one: commands of the SDK have no type in common that `send` takes.
  const reads: (() => Promise<unknown>)[] = [
    () => client.send(new GetBucketAclCommand(target)),
    () => client.send(new GetBucketCorsCommand(target)),
    () => client.send(new GetBucketEncryptionCommand(target)),
    () => client.send(new GetBucketLifecycleConfigurationCommand(target)),
    () => client.send(new GetBucketLocationCommand(target)),
    () => client.send(new GetBucketLoggingCommand(target)),
    () => client.send(new GetBucketNotificationConfigurationCommand(target)),
    () => client.send(new GetBucketOwnershipControlsCommand(target)),
    () => client.send(new GetBucketPolicyCommand(target)),
    () => client.send(new GetBucketReplicationCommand(target)),
    () => client.send(new GetBucketTaggingCommand(target)),
    () => client.send(new GetBucketVersioningCommand(target)),
    () => client.send(new GetBucketWebsiteCommand(target)),
    () => client.send(new GetObjectLockConfigurationCommand(target)),
    () => client.send(new GetPublicAccessBlockCommand(target)),
    () => client.send(new ListBucketInventoryConfigurationsCommand(target)),
  ];
  let slowest = 0;
  for (const read of reads) {
    const started = performance.now();
    // Where nothing is configured the answer is an error, and an answer.
    await read().catch(() => undefined);
    slowest = Math.max(slowest, performance.now() - started);
  }
  return slowest;
}

/**
 * From the press of “Read again” to the last row of the overview, in milliseconds. The page is open already, as the raw
 * client's process is running already: how long a page takes to start is another measure.
 */
async function timeOverview(page: Page, consoleUrl: string): Promise<number> {
  await page.goto(`${consoleUrl}/c/${connections.open.id}/b/${bucket}/settings`);
  await page.getByText(/^\d+ settings$/u).waitFor();
  const button = page.getByRole('button', { name: 'Read again' });
  await button.and(page.locator(':not([aria-busy])')).waitFor();
  // Timed in the page itself, which is told of every change at once.
  return button.evaluate(
    (element) =>
      new Promise<number>((resolve) => {
        const started = performance.now();
        let wasBusy = false;
        new MutationObserver((_changes, observer) => {
          const isBusy = element.hasAttribute('aria-busy');
          if (wasBusy && !isBusy) {
            observer.disconnect();
            resolve(performance.now() - started);
          }
          wasBusy ||= isBusy;
        }).observe(element, { attributes: true });
        (element as HTMLElement).click();
      }),
  );
}

/** The overview with all settings, against the slowest read that it needs. By turns, so that what else the machine does hits both. */
export async function measureSettings({ s3, console: running, browser }: Stage): Promise<Measure[]> {
  await s3.client.send(new CreateBucketCommand({ Bucket: bucket }));
  const faults = `${s3.server.endpoint}/.cooper/faults`;
  const body = JSON.stringify([{ match: { bucket }, action: { kind: 'delay', ms: answerMs } }]);
  await fetch(faults, { method: 'PUT', body });
  const raw: number[] = [];
  const overview: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    raw.push(await timeSlowestRead(s3.client));
    const page = await browser.newPage();
    overview.push(await timeOverview(page, running.url));
    await page.close();
  }
  await fetch(faults, { method: 'DELETE' });
  const ratio = getMedian(overview) / getMedian(raw);
  return [
    {
      name: `overview of all settings, against the slowest read of ${answerMs} ms`,
      value: `${ratio.toFixed(2)} × (raw ${getMedian(raw).toFixed(0)} ms)`,
      goal: '≤ 1.50 ×',
      isReached: ratio <= 1.5,
    },
  ];
}
