import 'server-only';
import {
  GetObjectAclCommand,
  PutObjectAclCommand,
  type AccessControlPolicy,
  type HeadObjectCommandOutput,
  type Tag,
} from '@aws-sdk/client-s3';
import { completeCopy, mayPass, putTagsBack, readGrantsToKeep, readTagsToKeep } from '@/lib/copying/operations';
import { AppError } from '@/lib/errors/app-error';
import { hasCapability, type Connection } from '@/lib/s3/connection';
import { hasAccessLists } from '../access/operations';
import { isOneEndpoint, type Ends } from '../ends';
import type { Place } from '../types';
import { toForeignGrants } from '../wire';

const toNamed = ({ bucket, key, versionId }: Place) => ({
  Bucket: bucket,
  Key: key,
  ...(versionId !== undefined && { VersionId: versionId }),
});

/** Grants across servers: those to groups; the others mean nothing there. */
async function writeForeignGrants(
  to: Connection,
  target: Place,
  grants: AccessControlPolicy,
  losses: string[],
): Promise<void> {
  if (!hasCapability(to, 'object-acl')) {
    losses.push('Its access list was lost: the other server keeps none.');
    return;
  }
  const place = toNamed(target);
  const own = await to.client.send(new GetObjectAclCommand(place));
  const { policy, isLess } = toForeignGrants(own, grants);
  if (policy) await to.client.send(new PutObjectAclCommand({ ...place, AccessControlPolicy: policy }));
  if (isLess) losses.push('Grants to accounts were lost: they mean nothing on the other server.');
}

interface Way {
  source: Place;
  target: Place;
  /** Its access list goes along. */
  keepsAccess: boolean;
}

/**
 * Sets what did not come along with the bytes of a copy: tags where its server has passed over them, and its access list. What is
 * refused for good is a loss; what may pass is thrown, so that another try completes it.
 */
export async function bringAcross(
  ends: Ends,
  { source, target, keepsAccess }: Way,
  tags: readonly Tag[],
): Promise<string[]> {
  const losses: string[] = [];
  try {
    if (hasCapability(ends.to, 'object-tagging')) await putTagsBack(ends.to, target, tags);
    if (!keepsAccess || !(await hasAccessLists(ends.from, source.bucket))) return losses;
    const grants = await readGrantsToKeep(ends.from, source, losses);
    if (grants) await writeForeignGrants(ends.to, target, grants, losses);
  } catch (error) {
    if (!(error instanceof AppError) || mayPass(error)) throw error;
    losses.push(`The copy was made, but not all of its tags and access list: ${error.message}`);
  }
  return losses;
}

/**
 * What an earlier try has copied may lack what is set behind a copy, were it cut short there. `target` is that copy, and `head` tells of
 * its original. Answers what could not be brought along.
 */
export async function complete(ends: Ends, way: Way, head: HeadObjectCommandOutput): Promise<string[]> {
  const { source, target, keepsAccess } = way;
  if (isOneEndpoint(ends)) {
    const hasLists = keepsAccess && (await hasAccessLists(ends.from, source.bucket));
    return completeCopy(ends.to, source, { head, keepsAccess: hasLists, isRepeatable: true }, target);
  }
  const losses: string[] = [];
  const tags = await readTagsToKeep(ends.from, source, head, losses);
  return [...losses, ...(await bringAcross(ends, way, tags))];
}
