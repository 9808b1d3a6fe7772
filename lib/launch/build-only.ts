import { ensureBuild } from './build.ts';

// What an image is made from: the standalone server with everything it serves.
await ensureBuild();
