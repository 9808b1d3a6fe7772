import { accessSync, chmodSync, constants, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';

/** A browser to test with. */
export interface Browser {
  executablePath: string;
  /** Environment that this browser needs above the process's own. */
  env: Record<string, string>;
  args: string[];
  foundBy: 'CHROMIUM_PATH' | 'Playwright' | 'system' | 'npm package';
}

const systemPaths: Partial<Record<NodeJS.Platform, string[]>> = {
  linux: ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser', '/snap/bin/chromium'],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    String.raw`C:\Program Files\Google\Chrome\Application\chrome.exe`,
    String.raw`C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe`,
  ],
};

/** Chromium's sandbox wants user namespaces or a setuid helper; root and containers mostly have neither. */
const args = process.platform === 'linux' ? ['--no-sandbox'] : [];

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The fonts and libraries inside the package are found by these files and variables alone. Without any font Chromium
 * ends at its start (SkFontMgr), and the package's own fonts.conf names a folder that is not ours.
 */
function writeFontConfiguration(folder: string): string {
  const path = join(folder, 'fonts.conf');
  const fontFolders = [join(folder, 'fonts'), '/usr/share/fonts'].map((name) => `<dir>${name}</dir>`).join('');
  const cache = `<cachedir>${join(folder, 'fonts-cache')}</cachedir>`;
  const head = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">';
  writeFileSync(path, `${head}<fontconfig>${fontFolders}${cache}</fontconfig>\n`);
  return path;
}

/** Runs an act with environment variables that are taken back afterwards. */
async function withVariables<Value>(variables: Record<string, string>, act: () => Promise<Value>): Promise<Value> {
  const before = Object.keys(variables).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, variables);
  try {
    return await act();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  }
}

/** The Chromium inside @sparticuz/chromium, unpacked with the libraries that a bare Linux lacks. */
async function unpackChromium(folder: string): Promise<Browser> {
  mkdirSync(folder, { recursive: true });
  // The package unpacks to TMPDIR, and its libraries (nss, expat …) only where it believes to be in a Lambda.
  const executablePath = await withVariables({ TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' }, async () => {
    const { default: packed } = await import('@sparticuz/chromium');
    return packed.executablePath();
  });
  chmodSync(executablePath, 0o755);
  const env = { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'), FONTCONFIG_FILE: writeFontConfiguration(folder) };
  return { executablePath, env, args, foundBy: 'npm package' };
}

/**
 * Finds a Chromium: the one CHROMIUM_PATH names (or, when it says `package`, the npm package's), Playwright's own, the
 * system's, else the one inside the npm package, so that tests need nothing but the package registry.
 */
export async function findChromium(): Promise<Browser> {
  const wanted = process.env['CHROMIUM_PATH'];
  if (wanted && wanted !== 'package') return { executablePath: wanted, env: {}, args, foundBy: 'CHROMIUM_PATH' };
  if (!wanted) {
    const own = chromium.executablePath();
    if (isExecutable(own)) return { executablePath: own, env: {}, args, foundBy: 'Playwright' };
    const system = systemPaths[process.platform]?.find(isExecutable);
    if (system) return { executablePath: system, env: {}, args, foundBy: 'system' };
  }
  if (process.platform === 'linux' && process.arch === 'x64') {
    return unpackChromium(fileURLToPath(new URL('../node_modules/.cache/chromium', import.meta.url)));
  }
  throw new Error('No Chromium found: install Chrome, set CHROMIUM_PATH, or run `npx playwright install chromium`.');
}
