import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

// For `node --import`: the console's server code in a process that can be killed, without Next and without a bundler.
const root = new URL('../../', import.meta.url);
const endings = ['', '.ts', '.js'];

/** The file behind a specifier as the bundler would find it, or the specifier itself. */
function toFile(specifier: string, parent: string | undefined): string {
  // The guard that keeps server code out of client bundles has nothing to guard here.
  if (specifier === 'server-only') return new URL('lib/testing/server-only.ts', root).href;
  if (specifier === 'next/headers') return new URL('next-headers.ts', import.meta.url).href;
  if (specifier.startsWith('next/')) return pathToFileURL(`${fileURLToPath(root)}node_modules/${specifier}.js`).href;
  if (!/^(?:@\/|\.{1,2}\/)/u.test(specifier)) return specifier;
  const url = specifier.startsWith('@/') ? new URL(specifier.slice(2), root) : new URL(specifier, parent);
  const ending = endings.find((each) => existsSync(fileURLToPath(url.href + each)));
  return ending === undefined ? specifier : url.href + ending;
}

registerHooks({
  resolve(specifier, context, next) {
    const isOurs = context.parentURL?.includes('/node_modules/') !== true;
    return next(isOurs ? toFile(specifier, context.parentURL) : specifier, context);
  },
});
