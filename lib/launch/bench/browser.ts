import { readFileSync } from 'node:fs';
import type { CDPSession, Page } from '@playwright/test';

/** Bytes of all scripts as they came over the wire, up to now. */
export async function countScriptBytes(page: Page, open: () => Promise<void>): Promise<number> {
  const session = await page.context().newCDPSession(page);
  const scripts = new Set<string>();
  let bytes = 0;
  session.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId);
  });
  // What came over the wire without the headers of the answers.
  session.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  await open();
  await session.detach();
  return bytes;
}

/** From the opening of a folder in the list to its first row, in milliseconds, measured inside the page. */
export async function timeFirstRow(page: Page, folder: string, firstName: string): Promise<number> {
  const row = page.getByRole('row').filter({ hasText: folder }).first();
  await row.waitFor();
  const measured = page.evaluate((name) => {
    const grid = document.querySelector('[role=grid]')?.parentElement;
    if (!grid) throw new Error('There is no list on this page.');
    return new Promise<number>((resolve) => {
      let started = 0;
      document.addEventListener('dblclick', () => (started = performance.now()), { capture: true, once: true });
      const observer = new MutationObserver(() => {
        if (started === 0 || !document.body.textContent.includes(name)) return;
        observer.disconnect();
        resolve(performance.now() - started);
      });
      observer.observe(document.body, { childList: true, subtree: true, characterData: true });
    });
  }, firstName);
  await row.dblclick({ position: { x: 120, y: 12 } });
  return measured;
}

/** From the opening of a page that lists, through "Load all", to its end, in milliseconds. */
export async function timeWholeListing(page: Page, folder: string, complete: string): Promise<number> {
  const row = page.getByRole('row').filter({ hasText: folder }).first();
  await row.waitFor();
  const measured = page.evaluate(
    (text) =>
      new Promise<number>((resolve) => {
        let started = 0;
        document.addEventListener('dblclick', () => (started = performance.now()), { capture: true, once: true });
        const timer = setInterval(() => {
          if (started === 0) return;
          const status = document.querySelector('[aria-label="Listing status"]');
          const button = [...(status?.querySelectorAll('button') ?? [])].find(
            ({ textContent }) => textContent === 'Load all',
          );
          button?.click();
          if (!status?.textContent.includes(text)) return;
          clearInterval(timer);
          resolve(performance.now() - started);
        }, 5);
      }),
    complete,
  );
  await row.dblclick({ position: { x: 120, y: 12 } });
  return measured;
}

/** Frame times while the list scrolls by the wheel, in milliseconds. */
export async function recordScroll(page: Page, wheels: number): Promise<number[]> {
  await page.getByRole('grid').hover();
  await page.evaluate(() => {
    const frames: number[] = [];
    Object.assign(window, { benchFrames: frames });
    let last = performance.now();
    function tick(now: number): void {
      frames.push(now - last);
      last = now;
      if (document.body.dataset['bench'] !== 'done') requestAnimationFrame(tick);
    }
    requestAnimationFrame(tick);
  });
  for (let wheel = 0; wheel < wheels; wheel += 1) {
    await page.mouse.wheel(0, wheel % 40 === 39 ? 400_000 : 360);
  }
  return page.evaluate(() => {
    document.body.dataset['bench'] = 'done';
    return (window as unknown as { benchFrames: number[] }).benchFrames.slice(1);
  });
}

/** What the tab holds after a collection, typed arrays included, in bytes. */
export async function readTabHeap(page: Page): Promise<number> {
  const session: CDPSession = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  const usage = (await session.send('Runtime.getHeapUsage')) as { usedSize: number; backingStorageSize?: number };
  await session.detach();
  return usage.usedSize + (usage.backingStorageSize ?? 0);
}

/** Resident memory of a process, in bytes (proc(5), VmRSS); `null` where there is no /proc. */
export function readResidentBytes(pid: number): number | null {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB$/mu.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) * 1024;
  } catch {
    return null;
  }
}
