import { greetTargets } from '../events/announce.ts';
import { S3Error, type S3ErrorCode } from '../errors.ts';
import { xmlAnswer, type Answer } from '../http/answer.ts';
import { accelerateDocument, parseAccelerate } from '../settings/accelerate.ts';
import { encryptionDocument, parseEncryption } from '../settings/encryption.ts';
import { loggingDocument, parseLogging } from '../settings/logging.ts';
import { notificationDocument, parseNotification } from '../settings/notification.ts';
import { ownershipControlsDocument, parseOwnershipControls } from '../settings/ownership-controls.ts';
import { parsePublicAccessBlock, publicAccessBlockDocument } from '../settings/public-access-block.ts';
import { parseReplication, replicationDocument } from '../settings/replication.ts';
import { parseRequestPayment, requestPaymentDocument } from '../settings/request-payment.ts';
import type { SettingName, StoredSettings } from '../settings/stored.ts';
import { parseWebsite, websiteDocument } from '../settings/website.ts';
import { readSetting, removeSetting, writeSetting } from '../store/settings.ts';
import { requireText, type BucketExchange, type Handler } from './exchange.ts';
import {
  requireAcceleratable,
  requireLogTarget,
  requireNoForeignGrants,
  requireReplicable,
} from './setting-conditions.ts';

/** A setting that is one document: put as a whole, read as a whole, deleted as a whole. */
interface DocumentSetting<Name extends SettingName> {
  name: Name;
  parse: (source: string) => StoredSettings[Name];
  write: (value: StoredSettings[Name]) => string;
  /** What a bucket has on which nothing was put, or the code of the refusal to read it. */
  unset: StoredSettings[Name] | S3ErrorCode;
  /** Throws when this bucket cannot have this value. */
  check?: (value: StoredSettings[Name], exchange: BucketExchange) => void;
}

/** The 404 of a setting that was never put. */
export function unsetError(code: S3ErrorCode, exchange: BucketExchange): S3Error {
  return new S3Error(code, { fields: { BucketName: exchange.bucket.name } });
}

function handlersOf<Name extends SettingName>(
  setting: DocumentSetting<Name>,
): Record<'get' | 'put' | 'remove', Handler<BucketExchange>> {
  const { name, unset, check } = setting;
  return {
    get(exchange): Answer {
      const value = readSetting(exchange.service.store.database, exchange.bucket.id, name) ?? unset;
      if (typeof value === 'string') throw unsetError(value as S3ErrorCode, exchange);
      return xmlAnswer(setting.write(value));
    },
    async put(exchange): Promise<Answer> {
      const value = setting.parse(await requireText(exchange));
      check?.(value, exchange);
      writeSetting(exchange.service.store.database, exchange.bucket.id, name, value);
      return { status: 200 };
    },
    remove({ service, bucket }): Answer {
      removeSetting(service.store.database, bucket.id, name);
      return { status: 204 };
    },
  };
}

export const accelerate = handlersOf({
  name: 'accelerate',
  parse: parseAccelerate,
  write: accelerateDocument,
  unset: { status: null },
  check: requireAcceleratable,
});
export const encryption = handlersOf({
  name: 'encryption',
  parse: parseEncryption,
  write: encryptionDocument,
  // Since January 2023 S3 encrypts all that comes, and says so. Nothing is encrypted here unless somebody wants it.
  unset: 'ServerSideEncryptionConfigurationNotFoundError',
});
export const logging = handlersOf({
  name: 'logging',
  parse: parseLogging,
  write: loggingDocument,
  unset: { target: null },
  check: requireLogTarget,
});
export const notification = handlersOf({
  name: 'notification',
  parse: parseNotification,
  write: notificationDocument,
  unset: { targets: [], toEventBridge: false },
  check: greetTargets,
});
export const ownershipControls = handlersOf({
  name: 'ownershipControls',
  parse: parseOwnershipControls,
  write: ownershipControlsDocument,
  unset: 'OwnershipControlsNotFoundError',
  check: requireNoForeignGrants,
});
export const publicAccessBlock = handlersOf({
  name: 'publicAccessBlock',
  parse: parsePublicAccessBlock,
  write: publicAccessBlockDocument,
  unset: 'NoSuchPublicAccessBlockConfiguration',
});
export const replication = handlersOf({
  name: 'replication',
  parse: parseReplication,
  write: replicationDocument,
  unset: 'ReplicationConfigurationNotFoundError',
  check: requireReplicable,
});
export const requestPayment = handlersOf({
  name: 'requestPayment',
  parse: parseRequestPayment,
  write: requestPaymentDocument,
  unset: { payer: 'BucketOwner' },
});
export const website = handlersOf({
  name: 'website',
  parse: parseWebsite,
  write: websiteDocument,
  unset: 'NoSuchWebsiteConfiguration',
});
