import { getConfig } from '@/lib/config/current';
import { ConfigError } from '@/lib/config/types';

/** Ends the process, with one message that names the field, when the configuration cannot be used. */
export function refuseWrongConfiguration(): void {
  try {
    getConfig();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(`cooper: ${error.message}`);
    process.exit(1);
  }
}
