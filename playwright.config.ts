import { defineConfig } from '@playwright/test';
import { findChromium } from './e2e/chromium.ts';

const { executablePath, env, args } = await findChromium();
const embeddedOnly = '**/*.embedded.spec.ts';
const environment = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);

export default defineConfig({
  testDir: './e2e/journeys',
  projects: [
    // Every test has buckets of its own, so that two may run at a time.
    { name: 'journeys', testIgnore: embeddedOnly, outputDir: './test-results/journeys', fullyParallel: true },
    // Other servers have no fault plan, and this one's holds for all that is sent meanwhile.
    { name: 'faults', testMatch: embeddedOnly, outputDir: './test-results/faults', workers: 1 },
  ],
  forbidOnly: true,
  // The machine has to carry console, server and browsers.
  workers: 2,
  // Machines that run this may stall for seconds. What passes only now is listed as flaky, and is a defect to mend.
  retries: 1,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: process.env['PLAYWRIGHT_REPORT'] ?? './test-results/playwright.json' }]],
  use: {
    baseURL: process.env['COOPER_URL'] ?? '',
    browserName: 'chromium',
    headless: true,
    viewport: { width: 1440, height: 900 },
    // An object is named by its key; a wrong language would change nothing but dates and numbers.
    locale: 'en-GB',
    timezoneId: 'UTC',
    // Tracing films the page, which takes as much of the machine as the page itself; a second try brings a trace.
    trace: 'on-first-retry',
    screenshot: 'only-on-failure',
    // Chromium names files in the encoding of the locale; under plain C it could spell few of the names tested here.
    launchOptions: { executablePath, args, env: { ...Object.fromEntries(environment), LC_ALL: 'C.UTF-8', ...env } },
  },
});
