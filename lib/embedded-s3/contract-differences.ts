import {
  cephConfigurations,
  cephDirectories,
  cephEncryption,
  cephLifecycle,
  cephSettings,
  cephWebsites,
} from './settings-differences';

/** What a server answers where it breaks a promise of the contract, and why. */
export interface Difference {
  reason: string;
  /** What is observed there instead. */
  instead: unknown;
}

/**
 * By provider, suite and promise. Every line is asserted: a difference that disappears, or changes, fails the suite.
 */
export const differences: Record<string, Record<string, Record<string, Difference>>> = {
  // Ceph Object Gateway 16.2 ("Pacific").
  ceph: {
    access: {
      'to what others wrote is theirs to give, be there a policy or not': {
        reason: 'a policy opens what others wrote in the bucket too',
        instead: [[200, 'ok'], 'ok', ['ok', 'ok']],
      },
      'to everybody is refused where it is blocked': {
        reason: 'a policy counts as public as soon as it allows anything without a condition',
        instead: ['403 AccessDenied', '403 AccessDenied', '403 AccessDenied', '403 AccessDenied'],
      },
      'to a missing key is denied where the key is': {
        reason: 'only the leave to list is asked for a missing key',
        instead: ['404 NoSuchKey', '404 NoSuchKey'],
      },
      'to everybody by a policy is void where buckets are restricted': {
        reason: 'RestrictPublicBuckets is stored and changes nothing',
        instead: [200, 'ok', 'ok'],
      },
      'to everybody is seen in the status of a policy': {
        reason: 'a policy counts as public as soon as it allows anything without a condition',
        instead: [true, true, false],
      },
    },
    buckets: {
      'are made again by their owner with a conflict': {
        reason:
          'S3 does so too in us-east-1, for compatibility with its beginnings; Ceph takes it for its rule everywhere',
        instead: 'ok',
      },
      'are listed by prefix and page': {
        reason: 'ListBuckets knows no parameters: they came to S3 in 2024',
        instead: 'all',
      },
    },
    settings: cephSettings,
    encryption: cephEncryption,
    websites: cephWebsites,
    lifecycle: cephLifecycle,
    configurations: cephConfigurations,
    directories: cephDirectories,
    torrents: {
      'describe an object': { reason: 'torrents need a tracker that was configured', instead: 400 },
    },
    listing: {
      'a start within a common prefix shows the prefix while keys of it follow': {
        reason: 'a marker within a common prefix skips all of that prefix',
        instead: ['[dir2/]'],
      },
      'prefix, delimiter and start are percent-encoded too': {
        reason: 'encoding-type covers keys and common prefixes alone',
        instead: { Prefix: 'a ', Delimiter: ' ', StartAfter: 'a +' },
      },
      'a false token is refused': {
        reason: 'a continuation token is a key, and any text is one',
        instead: 'ok',
      },
    },
    versions: {
      'while suspended the null version is overwritten and others stay': {
        reason: 'the answer to a PUT does not name the null version',
        instead: [undefined, ['null', 'kept'], 'null two'],
      },
      'a marker is no object': {
        reason: 'a delete marker asked for by its version is plainly not found',
        instead: ['404 NoSuchKey', '404 NoSuchKey', '404 NotFound'],
      },
      'a version that is not there is named': {
        reason: 'a missing version is a missing key',
        instead: '404 NoSuchKey',
      },
    },
    keys: {
      '1,025 bytes are refused': { reason: 'the refusal has another name', instead: '400 InvalidObjectName' },
    },
    objects: {
      'of several ranges none is served': { reason: 'the first of them is served', instead: '01' },
      'writes hold to If-Match': {
        reason: 'If-Match of a PUT is compared with its quotation marks, so a quoted ETag never matches',
        instead: ['412 PreconditionFailed', '412 PreconditionFailed', 'one'],
      },
      'checksums are verified, stored and returned': {
        reason: 'x-amz-checksum-* is accepted and forgotten',
        instead: [undefined, 'ok'],
      },
      'an unknown storage class is refused': { reason: 'the refusal has another name', instead: '400 InvalidArgument' },
      'a copy holds to the conditions on its source': {
        reason: 'x-amz-copy-source-if-* is ignored',
        instead: ['ok', 'ok', 'ok'],
      },
      'more than a thousand keys are not deleted at once': {
        reason: 'the refusal has no code',
        instead: '400 Unknown',
      },
    },
    rules: {
      'say it when an object is written': {
        reason: 'the answer to a copy says nothing of expiration',
        instead: [['month', true], 'none', 'none'],
      },
    },
    uploads: {
      'refuse parts that are missing, altered, small or out of order, and stay open': {
        reason: 'sizes are looked at before ETags and order',
        instead: ['400 EntityTooSmall', '400 InvalidPart', '400 EntityTooSmall', '400 EntityTooSmall', 2],
      },
      'leave out parts that are not named': {
        reason: 'every part that was uploaded must be named',
        instead: '400 InvalidPart',
      },
      'copy parts side by side, cut as the source was and otherwise': {
        reason: 'the ETag of a copied part is not the MD5 of its bytes',
        instead: [
          [true, false, false, false],
          [true, false, false],
        ],
      },
      'refuse to copy a range beyond the end': { reason: 'the refusal has another name', instead: '416 InvalidRange' },
      'are rolled up by a delimiter': {
        reason: 'uploads behind the delimiter are left out and no common prefix stands for them',
        instead: [['roll/a'], undefined],
      },
      'that were aborted or never begun are not there': {
        reason: 'ListParts calls a missing upload a missing key',
        instead: ['404 NoSuchKey', '404 NoSuchUpload', '404 NoSuchUpload'],
      },
      'give every part a number from 1 to 10,000': {
        reason: 'any number is taken',
        instead: ['ok', 'ok', 'ok'],
      },
    },
  },
};
