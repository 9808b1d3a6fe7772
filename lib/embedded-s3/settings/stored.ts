import type { AccelerateConfiguration } from './accelerate.ts';
import type { AnalyticsConfiguration } from './analytics.ts';
import type { EncryptionRule } from './encryption.ts';
import type { IntelligentTieringConfiguration } from './intelligent-tiering.ts';
import type { InventoryConfiguration } from './inventory.ts';
import type { LifecycleConfiguration } from './lifecycle.ts';
import type { LoggingStatus } from './logging.ts';
import type { MetricsConfiguration } from './metrics.ts';
import type { NotificationConfiguration } from './notification.ts';
import type { OwnershipControls } from './ownership-controls.ts';
import type { PublicAccessBlock } from './public-access-block.ts';
import type { ReplicationConfiguration } from './replication.ts';
import type { RequestPayment } from './request-payment.ts';
import type { WebsiteConfiguration } from './website.ts';

/** Settings of which a bucket has one each, by the names they are stored under. */
export interface StoredSettings {
  accelerate: AccelerateConfiguration;
  encryption: EncryptionRule;
  lifecycle: LifecycleConfiguration;
  logging: LoggingStatus;
  /** Whether deleting versions takes a second factor. */
  mfaDelete: boolean;
  notification: NotificationConfiguration;
  ownershipControls: OwnershipControls;
  /** The text as it was put. */
  policy: string;
  publicAccessBlock: PublicAccessBlock;
  replication: ReplicationConfiguration;
  requestPayment: RequestPayment;
  website: WebsiteConfiguration;
}

export type SettingName = keyof StoredSettings;

/** Settings of which a bucket may have many, told apart by id. */
export interface StoredConfigurations {
  analytics: AnalyticsConfiguration;
  intelligentTiering: IntelligentTieringConfiguration;
  inventory: InventoryConfiguration;
  metrics: MetricsConfiguration;
}

export type ConfigurationName = keyof StoredConfigurations;
