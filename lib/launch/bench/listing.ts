import { readTabHeap, recordScroll, timeFirstRow, timeWholeListing } from './browser.ts';
import { timeFirstPage, timeWalk } from './raw-client.ts';
import { getMedian, type Measure } from './report.ts';
import { mebibyte, type Stage } from './stage.ts';

const rounds = 5;

/** First rows and the whole of 100,000 keys. Raw client and console by turns, so that what else the machine does hits both. */
export async function measureListing(stage: Stage): Promise<Measure[]> {
  const { s3, bucket } = stage;
  await stage.seed('many/', 100_000);
  // The list is found among others, as in a bucket of some size.
  await stage.seed('million/', 1_000_000);
  const raw = { page: [] as number[], walk: [] as number[] };
  const console = { page: [] as number[], walk: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    raw.page.push(await timeFirstPage(s3.client, bucket, 'many/'));
    const first = await stage.openPage();
    console.page.push(await timeFirstRow(first, 'many/', '0000000'));
    await first.close();
    raw.walk.push(await timeWalk(s3.client, bucket, 'many/'));
    const whole = await stage.openPage();
    console.walk.push(await timeWholeListing(whole, 'many/', '100,000 objects'));
    await whole.close();
  }
  const extra = getMedian(console.page) - getMedian(raw.page);
  const ratio = getMedian(console.walk) / getMedian(raw.walk);
  return [
    {
      name: 'first rows of 100,000 keys, above one raw page',
      value: `+${extra.toFixed(0)} ms (raw ${getMedian(raw.page).toFixed(0)} ms)`,
      goal: '≤ +150 ms',
      isReached: extra <= 150,
    },
    {
      name: 'walking 100,000 keys, against a raw SDK walk',
      value: `${ratio.toFixed(2)} × (raw ${getMedian(raw.walk).toFixed(0)} ms)`,
      goal: '≤ 1.30 ×',
      isReached: ratio <= 1.3,
    },
  ];
}

/** A million rows in one tab: how they scroll, what they weigh. */
export async function measureMillion(stage: Stage): Promise<Measure[]> {
  await stage.seed('million/', 1_000_000);
  const page = await stage.openPage();
  await timeWholeListing(page, 'million/', '1,000,000 objects');
  const frames = await recordScroll(page, 300);
  const heap = await readTabHeap(page);
  await page.close();
  // A screen of 60 Hz shows a frame every 16.7 ms; the clock of a frame jitters a little around that.
  const late = frames.filter((frame) => frame > 17.5).length;
  const long = frames.filter((frame) => frame > 50).length;
  return [
    {
      name: 'scrolling a million rows',
      value: `${frames.length} frames, ${late} over 17 ms, ${long} over 50 ms, median ${getMedian(frames).toFixed(1)} ms`,
      goal: 'none over 50 ms',
      isReached: long === 0,
    },
    {
      name: 'tab heap with a million rows',
      value: `${(heap / mebibyte).toFixed(0)} MiB`,
      goal: '< 200 MiB',
      isReached: heap < 200 * mebibyte,
    },
  ];
}
