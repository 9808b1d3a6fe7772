import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

type Variables = Record<string, string | undefined>;

/** Where applications keep their data: XDG_DATA_HOME on Linux, Application Support on macOS, LOCALAPPDATA on Windows. */
function defaultDataDir(env: Variables, platform: NodeJS.Platform): string {
  if (platform === 'win32') return join(env['LOCALAPPDATA'] || join(homedir(), 'AppData', 'Local'), 'Cooper');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Cooper');
  return join(env['XDG_DATA_HOME'] || join(homedir(), '.local', 'share'), 'cooper');
}

/** The absolute path of the data folder: COOPER_DATA_DIR, else the platform's place. */
export function getDataDir(env: Variables, platform: NodeJS.Platform = process.platform): string {
  return resolve(env['COOPER_DATA_DIR'] || defaultDataDir(env, platform));
}
