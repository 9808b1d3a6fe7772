import { AppError } from '@/lib/errors/app-error';
import type { CopyJobInput } from './schema';

type Way = Pick<CopyJobInput, 'from' | 'to'>;

/** Where a key is copied to. */
export function toTargetKey(key: string, { from, to }: Way): string {
  return to.prefix + (key.startsWith(from) ? key.slice(from.length) : key);
}

/** Whether a key would lie where copies come to, were source and target one bucket. */
export function isInTarget(key: string, input: Way & Pick<CopyJobInput, 'prefixes'>): boolean {
  return input.prefixes.some((prefix) => {
    const target = toTargetKey(prefix, input);
    return target !== prefix && target.startsWith(prefix) && key.startsWith(target);
  });
}

/**
 * Keys that are not to be taken although they lie under a prefix: the target lies there too, and what is copied would be copied
 * again without end. `null` where it does not.
 * @throws AppError `invalid-input` when everything would be copied onto itself, or moved into itself
 */
export function findInnerTarget(input: CopyJobInput, isSamePlace: boolean): string | null {
  if (!isSamePlace) return null;
  if (input.to.prefix === input.from) {
    throw new AppError(
      'invalid-input',
      'The target is where the objects are already: choose another prefix or bucket.',
    );
  }
  let inner: string | null = null;
  for (const prefix of input.prefixes) {
    const target = toTargetKey(prefix, input);
    if (!target.startsWith(prefix)) continue;
    if (input.isMove) throw new AppError('invalid-input', 'A folder cannot be moved into itself.');
    if (target !== '' && !target.endsWith('/')) {
      throw new AppError('invalid-input', 'The copies would lie among the originals: end the new prefix with a slash.');
    }
    inner = target;
  }
  return inner;
}

const parentOf = (prefix: string): string => prefix.slice(0, prefix.lastIndexOf('/', prefix.length - 2) + 1);

/** Whether one folder gets another name and stays where it is. */
export function isRename({ connection, bucket, objects, prefixes, from, to, isMove }: CopyJobInput): boolean {
  const [prefix] = prefixes;
  return (
    isMove &&
    objects.length === 0 &&
    prefixes.length === 1 &&
    prefix === from &&
    prefix.endsWith('/') &&
    to.prefix.endsWith('/') &&
    to.connection === connection &&
    to.bucket === bucket &&
    parentOf(prefix) === parentOf(to.prefix)
  );
}
