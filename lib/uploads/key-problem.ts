import { hasDotSegment } from '@/lib/s3/keys';

/** S3 keys are at most 1,024 bytes of UTF-8 (S3 User Guide, "Naming Amazon S3 objects"). */
const maxKeyBytes = 1024;

/** Why a browser cannot upload to this key, in words; `null` when it can. */
export function findKeyProblem(key: string): string | null {
  if (key === '') return 'The object needs a name.';
  if (hasDotSegment(key)) {
    return 'A browser cannot send to a key with “.” or “..” between slashes: it folds them away before sending. Choose another name or folder.';
  }
  if (!key.isWellFormed())
    return 'The name holds half a character (a lone surrogate), which no S3 key can. Rename the file.';
  const bytes = new TextEncoder().encode(key).length;
  if (bytes > maxKeyBytes)
    return `The key would be ${bytes} bytes long, and S3 takes no more than 1,024. Shorten the name or the folder.`;
  return null;
}
