import type { AccelerateConfiguration } from './accelerate.ts';
import type { EncryptionRule } from './encryption.ts';
import type { LifecycleConfiguration } from './lifecycle.ts';
import type { LoggingStatus } from './logging.ts';
import type { OwnershipControls } from './ownership-controls.ts';
import type { PublicAccessBlock } from './public-access-block.ts';
import type { RequestPayment } from './request-payment.ts';
import type { WebsiteConfiguration } from './website.ts';

/** Settings of which a bucket has one each, by the names they are stored under. */
export interface StoredSettings {
  accelerate: AccelerateConfiguration;
  encryption: EncryptionRule;
  lifecycle: LifecycleConfiguration;
  logging: LoggingStatus;
  ownershipControls: OwnershipControls;
  /** The text as it was put. */
  policy: string;
  publicAccessBlock: PublicAccessBlock;
  requestPayment: RequestPayment;
  website: WebsiteConfiguration;
}

export type SettingName = keyof StoredSettings;
