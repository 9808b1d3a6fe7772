import { connections } from '../../../e2e/console-configuration.ts';
import { countScriptBytes } from './browser.ts';
import type { Measure } from './report.ts';
import type { Stage } from './stage.ts';

/** What the browser fetches before the object browser stands. */
export async function measureScripts(stage: Stage): Promise<Measure[]> {
  const page = await stage.browser.newPage();
  const bytes = await countScriptBytes(page, async () => {
    await page.goto(`${stage.console.url}/c/${connections.open.id}/b/${stage.bucket}`, { waitUntil: 'networkidle' });
  });
  await page.close();
  const kilobytes = bytes / 1000;
  return [
    {
      name: 'first-load JavaScript',
      value: `${kilobytes.toFixed(0)} kB gzip`,
      goal: '≤ 220 kB',
      isReached: kilobytes <= 220,
    },
  ];
}
