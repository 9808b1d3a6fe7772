import type { Page } from '@playwright/test';
import { timeWalk } from './raw-client.ts';
import { getMedian, type Measure } from './report.ts';
import type { BenchServer } from './server.ts';
import type { Stage } from './stage.ts';

const prefix = 'haystack/';
const keys = 200_000;
/** What lies between a console and an endpoint of the same country. */
const latencyMs = 20;
const rounds = 3;

async function setLatency({ server }: BenchServer, ms: number | null): Promise<void> {
  const rules = ms === null ? [] : [{ match: { method: 'GET' }, action: { kind: 'delay', ms } }];
  const response = await fetch(`${server.endpoint}/.cooper/faults`, { method: 'PUT', body: JSON.stringify(rules) });
  if (!response.ok) throw new Error(`The latency could not be set: ${response.status}.`);
}

/** From a press on the search in the list's own dialog to the end of it, in milliseconds, measured inside the page. */
async function timeSearch(page: Page, text: string, complete: string): Promise<number> {
  await page.keyboard.press('Alt+f');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill(text);
  const measured = page.evaluate(
    (end) =>
      new Promise<number>((resolve, reject) => {
        let started = 0;
        document.addEventListener('submit', () => (started = performance.now()), { capture: true, once: true });
        const timer = setInterval(() => {
          const status = document.querySelector('[aria-label="Listing status"]')?.textContent ?? '';
          const hasFailed = status.includes('The listing failed');
          if (started === 0 || !(hasFailed || status.includes(end))) return;
          clearInterval(timer);
          if (hasFailed) reject(new Error(status));
          else resolve(performance.now() - started);
        }, 5);
      }),
    complete,
  );
  await dialog.getByRole('button', { name: 'Search' }).click();
  return measured;
}

/** A search over 200,000 keys against a raw client that lists them one page after another, by turns, with a latency put in. */
export async function measureSearch(stage: Stage): Promise<Measure[]> {
  const { s3, bucket } = stage;
  await stage.seed(prefix, keys);
  const raw: number[] = [];
  const searched: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await setLatency(s3, latencyMs);
    raw.push(await timeWalk(s3.client, bucket, prefix));
    const page = await stage.openPage({ prefix });
    searched.push(await timeSearch(page, '00777', 'all 200,000 keys looked at'));
    await page.close();
    await setLatency(s3, null);
  }
  const ratio = getMedian(searched) / getMedian(raw);
  return [
    {
      name: 'search over 200,000 keys at 20 ms latency, against a raw walk',
      value: `${ratio.toFixed(2)} × (raw ${getMedian(raw).toFixed(0)} ms)`,
      goal: '< 1.00 ×',
      isReached: ratio < 1,
    },
  ];
}
