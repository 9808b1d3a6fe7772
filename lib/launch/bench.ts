import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureEndpoint } from './bench/endpoint.ts';
import { measureJobs } from './bench/jobs.ts';
import { measureListing, measureMillion } from './bench/listing.ts';
import { printReport, type Measure } from './bench/report.ts';
import { measureScripts } from './bench/scripts.ts';
import { measureSettings } from './bench/settings.ts';
import { measureSearch } from './bench/search.ts';
import { startConsoleStage, startEndpointStage, type EndpointStage, type Stage } from './bench/stage.ts';
import { measurePreviews } from './bench/previews.ts';
import { measureUpload } from './bench/upload.ts';
import { measureVersions } from './bench/versions.ts';
import { stopAllPrograms } from './processes.ts';

/** What can be measured of the console, each against a raw client in the same run. */
const consoleBenches: Record<string, (stage: Stage) => Promise<Measure[]>> = {
  scripts: measureScripts,
  listing: measureListing,
  million: measureMillion,
  settings: measureSettings,
  search: measureSearch,
  versions: measureVersions,
  upload: measureUpload,
  previews: measurePreviews,
};
/** What needs neither console nor browser. */
const endpointBenches: Record<string, (stage: EndpointStage) => Promise<Measure[]>> = {
  endpoint: measureEndpoint,
  jobs: measureJobs,
};

/** `npm run bench` runs all of them, `npm run bench -- upload endpoint` those two. */
const names = process.argv.slice(2);
const known = [...Object.keys(consoleBenches), ...Object.keys(endpointBenches)];
const unknown = names.find((name) => !known.includes(name));
if (unknown !== undefined) {
  console.error(`There is no bench “${unknown}”: ${known.join(', ')}.`);
  process.exit(2);
}

function choose<Bench>(benches: Record<string, Bench>): Bench[] {
  const wanted = Object.entries(benches).filter(([name]) => names.length === 0 || names.includes(name));
  return wanted.map(([, bench]) => bench);
}

async function measureAll(folder: string): Promise<Measure[]> {
  const measures: Measure[] = [];
  const endpoint = await startEndpointStage(folder);
  const ofConsole = choose(consoleBenches);
  if (ofConsole.length > 0) {
    const stage = await startConsoleStage(endpoint);
    for (const measure of ofConsole) measures.push(...(await measure(stage)));
    await stage.browser.close();
  }
  for (const measure of choose(endpointBenches)) measures.push(...(await measure(endpoint)));
  return measures;
}

const folder = mkdtempSync(join(tmpdir(), 'cooper-bench-'));
try {
  printReport(await measureAll(folder));
} finally {
  await stopAllPrograms();
  rmSync(folder, { recursive: true, force: true });
}
