import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { root } from './project.ts';

/** Folders of lib/ whose files have the closed vocabulary; engines and infrastructure name theirs by what they do. */
const nounFolders = [
  'connections',
  'buckets',
  'objects',
  'versions',
  'copying',
  'object-properties',
  'incomplete-uploads',
  'sharing',
];

const files = [
  'schema.ts',
  'operations.ts',
  'wire.ts',
  'actions.ts',
  'queries.ts',
  'commands.ts',
  'types.ts',
  'constants.ts',
  'README.md',
];
const testFile = /^[a-z0-9.-]+\.(?:test\.tsx?|contract\.ts)$/u;
const settingFiles = [...files, 'setting.ts', 'editor.tsx'];

/** Names that say nothing of what is inside. */
const vague = /(?:^|\/)(?:utils?|helpers?|misc|common|shared|index)(?:\.[^/]+$|\/)/u;
const kebabCase = /^(?:\[*\.{0,3}[a-z0-9-]+\]*|\([a-z0-9-]+\))(?:\.[a-z0-9-]+)*$/u;

function findForeignFile(path: string): string | null {
  const [top, folder = '', ...rest] = path.split('/');
  if (top !== 'lib') return null;
  const name = rest.join('/');
  if (nounFolders.includes(folder) && !files.includes(name) && !testFile.test(name)) {
    return `${path}: lib/${folder}/ holds only ${files.join(', ')} and tests; give an engine a folder of its own in lib/`;
  }
  const [, file = ''] = rest;
  if (folder === 'settings' && rest.length > 1 && !settingFiles.includes(file) && !testFile.test(file)) {
    return `${path}: a setting holds only ${settingFiles.join(', ')} and tests`;
  }
  return null;
}

/** What is wrong with the names of these files, one sentence each; paths are relative to the project, with slashes. */
export function findForeignNames(paths: string[]): string[] {
  return paths.flatMap((path) => {
    const wrong = findForeignFile(path);
    if (wrong) return [wrong];
    if (vague.test(path))
      return [`${path}: name it by what it does; a list of exports (index) hides where things live`];
    const odd = path.split('/').find((part) => part !== 'README.md' && !kebabCase.test(part));
    return odd === undefined ? [] : [`${path}: file names are kebab-case`];
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const paths = globSync('{app,components,lib,e2e}/**/*.*', { cwd: root }).map((path) => path.replaceAll('\\', '/'));
  const problems = findForeignNames(paths);
  for (const problem of problems) console.error(problem);
  console.log(`${paths.length} file names, ${problems.length} foreign to the vocabulary`);
  process.exitCode = problems.length > 0 || paths.length === 0 ? 1 : 0;
}
