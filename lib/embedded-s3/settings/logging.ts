import { S3Error, invalidArgument } from '../errors.ts';
import { readDocument, type ElementReader } from '../xml/element.ts';
import { writeXml, type XmlElements } from '../xml/write.ts';

export type LogGrantee =
  | { type: 'CanonicalUser'; id: string; displayName: string | null }
  | { type: 'AmazonCustomerByEmail'; emailAddress: string }
  | { type: 'Group'; uri: string };

export interface LogGrant {
  grantee: LogGrantee;
  permission: 'FULL_CONTROL' | 'READ' | 'WRITE';
}

/** Where access logs go; PutBucketLogging in the S3 API Reference. */
export interface LoggingTarget {
  bucket: string;
  prefix: string;
  /** Who may read the logs besides the owner. */
  grants: LogGrant[];
  /** How keys of logs are made: flat under the prefix, or in folders by the date named. `null` is the former. */
  keyFormat: 'SimplePrefix' | 'EventTime' | 'DeliveryTime' | null;
}

export interface LoggingStatus {
  /** `null` when nothing is logged. */
  target: LoggingTarget | null;
}

function parseGrantee(element: ElementReader): LogGrantee {
  const type = element.attribute('type');
  switch (type) {
    case 'CanonicalUser':
      return { type, id: element.requiredText('ID'), displayName: element.text('DisplayName') };
    case 'AmazonCustomerByEmail':
      return { type, emailAddress: element.requiredText('EmailAddress') };
    case 'Group': {
      const uri = element.requiredText('URI');
      if (
        !/^http:\/\/acs\.amazonaws\.com\/groups\/(global\/(AllUsers|AuthenticatedUsers)|s3\/LogDelivery)$/.test(uri)
      ) {
        throw invalidArgument('Group/URI', uri, 'Invalid group uri');
      }
      return { type, uri };
    }
    default:
      throw new S3Error('MalformedXML');
  }
}

function parseKeyFormat(element: ElementReader): LoggingTarget['keyFormat'] {
  const isSimple = element.optional('SimplePrefix', () => true) ?? false;
  const date = element.optional('PartitionedPrefix', (partitioned) =>
    partitioned.requiredChoice('PartitionDateSource', ['EventTime', 'DeliveryTime']),
  );
  if (isSimple === (date !== null)) throw new S3Error('MalformedXML');
  return date ?? 'SimplePrefix';
}

function parseTarget(element: ElementReader): LoggingTarget {
  return {
    bucket: element.requiredText('TargetBucket'),
    prefix: element.requiredText('TargetPrefix'),
    grants:
      element.optional('TargetGrants', (grants) =>
        grants.list('Grant', (grant) => ({
          grantee: grant.required('Grantee', parseGrantee),
          permission: grant.requiredChoice('Permission', ['FULL_CONTROL', 'READ', 'WRITE']),
        })),
      ) ?? [],
    keyFormat: element.optional('TargetObjectKeyFormat', parseKeyFormat),
  };
}

export function parseLogging(source: string): LoggingStatus {
  return readDocument(source, 'BucketLoggingStatus', (root) => ({
    target: root.optional('LoggingEnabled', parseTarget),
  }));
}

const instance = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';

function granteeElement(grantee: LogGrantee): XmlElements {
  const name = `Grantee ${instance} xsi:type="${grantee.type}"`;
  switch (grantee.type) {
    case 'CanonicalUser':
      return { [name]: { ID: grantee.id, DisplayName: grantee.displayName ?? undefined } };
    case 'AmazonCustomerByEmail':
      return { [name]: { EmailAddress: grantee.emailAddress } };
    case 'Group':
      return { [name]: { URI: grantee.uri } };
  }
}

function keyFormatElement(format: LoggingTarget['keyFormat']): XmlElements | undefined {
  if (format === null) return undefined;
  return format === 'SimplePrefix' ? { SimplePrefix: '' } : { PartitionedPrefix: { PartitionDateSource: format } };
}

export function loggingDocument({ target }: LoggingStatus): string {
  if (!target) return writeXml('BucketLoggingStatus', '');
  return writeXml('BucketLoggingStatus', {
    LoggingEnabled: {
      TargetBucket: target.bucket,
      TargetPrefix: target.prefix,
      TargetGrants:
        target.grants.length > 0
          ? {
              Grant: target.grants.map(({ grantee, permission }) => ({
                ...granteeElement(grantee),
                Permission: permission,
              })),
            }
          : undefined,
      TargetObjectKeyFormat: keyFormatElement(target.keyFormat),
    },
  });
}
