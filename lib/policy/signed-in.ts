import type { ValuesOf } from './conditions';
import type { SignedIn } from './lock-out';
import type { PolicySurroundings } from './types';

/**
 * Keys of every request whose values the console cannot tell: they lie in the account, or on the way. What a request carries
 * only if its sender wants, such as an ACL or tags, is not among them.
 */
const toSignedInValues =
  ({ isSecure }: PolicySurroundings): ValuesOf =>
  (key) =>
    key === 'aws:securetransport' ? [String(isSecure)] : 'unknown';

/** The signed-in keys as a policy sees them, for all that can be known. */
export function toSignedIn(surroundings: PolicySurroundings): SignedIn {
  const { callerId, ownerId } = surroundings;
  return {
    caller: { arn: null, canonicalId: callerId },
    isOwner: callerId === null || ownerId === null ? null : callerId === ownerId,
    valuesOf: toSignedInValues(surroundings),
  };
}
