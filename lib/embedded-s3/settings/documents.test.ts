import { describe, expect, it } from 'vitest';
import { accelerateDocument, parseAccelerate } from './accelerate';
import { encryptionDocument, parseEncryption } from './encryption';
import { loggingDocument, parseLogging } from './logging';
import { ownershipControlsDocument, parseOwnershipControls, parseOwnershipHeader } from './ownership-controls';
import { parsePublicAccessBlock, publicAccessBlockDocument } from './public-access-block';
import { parseRequestPayment, requestPaymentDocument } from './request-payment';

/** The document without its declaration and namespace. */
const bare = (text: string) => text.replace(/^[^\n]*\n/, '').replace(/ xmlns="[^"]*"/, '');

const kinds: Record<string, { root: string; rewrite: (source: string) => string }> = {
  accelerate: { root: 'AccelerateConfiguration', rewrite: (source) => accelerateDocument(parseAccelerate(source)) },
  encryption: {
    root: 'ServerSideEncryptionConfiguration',
    rewrite: (source) => encryptionDocument(parseEncryption(source)),
  },
  logging: { root: 'BucketLoggingStatus', rewrite: (source) => loggingDocument(parseLogging(source)) },
  ownership: {
    root: 'OwnershipControls',
    rewrite: (source) => ownershipControlsDocument(parseOwnershipControls(source)),
  },
  block: {
    root: 'PublicAccessBlockConfiguration',
    rewrite: (source) => publicAccessBlockDocument(parsePublicAccessBlock(source)),
  },
  payment: {
    root: 'RequestPaymentConfiguration',
    rewrite: (source) => requestPaymentDocument(parseRequestPayment(source)),
  },
};

function rewrite(kind: string, content: string): string {
  const { root = '', rewrite: run = String } = kinds[kind] ?? {};
  const result = bare(run(`<${root}>${content}</${root}>`));
  return result.slice(root.length + 2, -root.length - 3);
}

const kms = (inner: string) => `<ApplyServerSideEncryptionByDefault>${inner}</ApplyServerSideEncryptionByDefault>`;
const xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';

describe('a setting', () => {
  it.each([
    ['accelerate', '<Status>Enabled</Status>'],
    ['accelerate', '<Status>Suspended</Status>'],
    ['payment', '<Payer>Requester</Payer>'],
    ['ownership', '<Rule><ObjectOwnership>BucketOwnerPreferred</ObjectOwnership></Rule>'],
    [
      'encryption',
      `<Rule>${kms('<SSEAlgorithm>aws:kms</SSEAlgorithm><KMSMasterKeyID>k</KMSMasterKeyID>')}<BucketKeyEnabled>true</BucketKeyEnabled></Rule>`,
    ],
    [
      'encryption',
      `<Rule>${kms('<SSEAlgorithm>AES256</SSEAlgorithm>')}<BucketKeyEnabled>false</BucketKeyEnabled><BlockedEncryptionTypes><EncryptionType>SSE-C</EncryptionType></BlockedEncryptionTypes></Rule>`,
    ],
    ['logging', ''],
    ['logging', '<LoggingEnabled><TargetBucket>logs</TargetBucket><TargetPrefix></TargetPrefix></LoggingEnabled>'],
    [
      'logging',
      '<LoggingEnabled><TargetBucket>logs</TargetBucket><TargetPrefix>a/</TargetPrefix><TargetGrants>' +
        `<Grant><Grantee ${xsi} xsi:type="CanonicalUser"><ID>main</ID><DisplayName>Main</DisplayName></Grantee><Permission>READ</Permission></Grant>` +
        `<Grant><Grantee ${xsi} xsi:type="AmazonCustomerByEmail"><EmailAddress>a@example.com</EmailAddress></Grantee><Permission>WRITE</Permission></Grant>` +
        `<Grant><Grantee ${xsi} xsi:type="Group"><URI>http://acs.amazonaws.com/groups/s3/LogDelivery</URI></Grantee><Permission>FULL_CONTROL</Permission></Grant>` +
        '</TargetGrants><TargetObjectKeyFormat><PartitionedPrefix><PartitionDateSource>EventTime</PartitionDateSource>' +
        '</PartitionedPrefix></TargetObjectKeyFormat></LoggingEnabled>',
    ],
    [
      'logging',
      '<LoggingEnabled><TargetBucket>logs</TargetBucket><TargetPrefix></TargetPrefix><TargetObjectKeyFormat>' +
        '<SimplePrefix></SimplePrefix></TargetObjectKeyFormat></LoggingEnabled>',
    ],
  ])('%s comes back as it was put: %s', (kind, content) => {
    expect(rewrite(kind, content)).toBe(content);
  });

  it('comes back complete where it was put in part', () => {
    expect(rewrite('block', '<BlockPublicPolicy>TRUE</BlockPublicPolicy>')).toBe(
      '<BlockPublicAcls>false</BlockPublicAcls><IgnorePublicAcls>false</IgnorePublicAcls>' +
        '<BlockPublicPolicy>true</BlockPublicPolicy><RestrictPublicBuckets>false</RestrictPublicBuckets>',
    );
    expect(rewrite('encryption', `<Rule>${kms('<SSEAlgorithm>AES256</SSEAlgorithm>')}</Rule>`)).toContain(
      '<BucketKeyEnabled>false</BucketKeyEnabled>',
    );
  });

  it.each([
    ['accelerate', ''],
    ['accelerate', '<Status>On</Status>'],
    ['accelerate', '<Status>Enabled</Status><Speed>9</Speed>'],
    ['payment', '<Payer>Nobody</Payer>'],
    ['payment', '<Payer>Requester</Payer><Payer>Requester</Payer>'],
    ['ownership', ''],
    ['ownership', '<Rule><ObjectOwnership>Mine</ObjectOwnership></Rule>'],
    ['ownership', '<Rule><ObjectOwnership>ObjectWriter</ObjectOwnership></Rule>'.repeat(2)],
    ['block', '<BlockPublicAcls>perhaps</BlockPublicAcls>'],
    ['block', '<BlockPublicAcls>true</BlockPublicAcls><BlockAll>true</BlockAll>'],
    ['encryption', ''],
    ['encryption', `<Rule>${kms('')}</Rule>`],
    ['encryption', `<Rule>${kms('<SSEAlgorithm>ROT13</SSEAlgorithm>')}</Rule>`],
    ['encryption', `<Rule>${kms('<SSEAlgorithm>AES256</SSEAlgorithm>')}</Rule>`.repeat(2)],
    ['logging', '<LoggingEnabled><TargetBucket>b</TargetBucket></LoggingEnabled>'],
    [
      'logging',
      '<LoggingEnabled><TargetBucket>b</TargetBucket><TargetPrefix/><TargetObjectKeyFormat/></LoggingEnabled>',
    ],
    [
      'logging',
      '<LoggingEnabled><TargetBucket>b</TargetBucket><TargetPrefix/><TargetGrants><Grant><Grantee><ID>a</ID></Grantee>' +
        '<Permission>READ</Permission></Grant></TargetGrants></LoggingEnabled>',
    ],
  ])('%s is refused as MalformedXML: %s', (kind, content) => {
    expect(() => rewrite(kind, content)).toThrow(expect.objectContaining({ code: 'MalformedXML' }));
  });

  it.each([
    ['block', '', 'InvalidRequest'],
    [
      'encryption',
      `<Rule>${kms('<SSEAlgorithm>AES256</SSEAlgorithm><KMSMasterKeyID>k</KMSMasterKeyID>')}</Rule>`,
      'InvalidArgument',
    ],
    [
      'logging',
      '<LoggingEnabled><TargetBucket>b</TargetBucket><TargetPrefix/><TargetGrants><Grant>' +
        `<Grantee ${xsi} xsi:type="Group"><URI>urn:x</URI></Grantee><Permission>READ</Permission></Grant></TargetGrants></LoggingEnabled>`,
      'InvalidArgument',
    ],
  ])('%s %s is refused as %s', (kind, content, code) => {
    expect(() => rewrite(kind, content)).toThrow(expect.objectContaining({ code }));
  });

  it('ownership may come as a header', () => {
    expect(parseOwnershipHeader(undefined)).toBeNull();
    expect(parseOwnershipHeader('ObjectWriter')).toEqual({ objectOwnership: 'ObjectWriter' });
    expect(() => parseOwnershipHeader('Mine')).toThrow(expect.objectContaining({ code: 'InvalidArgument' }));
  });
});
