import { writeFileSync } from 'node:fs';
import { toConfigJsonSchema } from './schema.ts';

// Run as `node lib/config/publish.ts` after a change of the schema; a test compares.
const target = new URL('../../public/cooper-config.schema.json', import.meta.url);
writeFileSync(target, `${JSON.stringify(toConfigJsonSchema(), null, 2)}\n`);
