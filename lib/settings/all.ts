import { aclSetting } from './acl/operations';
import { accelerateSetting } from './accelerate/operations';
import { analyticsSetting } from './analytics/operations';
import { corsSetting } from './cors/operations';
import type { BucketSetting } from './define';
import { lifecycleSetting } from './lifecycle/operations';
import { policySetting } from './policy/operations';
import { encryptionSetting } from './encryption/operations';
import { intelligentTieringSetting } from './intelligent-tiering/operations';
import { inventorySetting } from './inventory/operations';
import { locationSetting } from './location/operations';
import { loggingSetting } from './logging/operations';
import { metricsSetting } from './metrics/operations';
import { notificationSetting } from './notification/operations';
import { objectLockSetting } from './object-lock/operations';
import { ownershipControlsSetting } from './ownership-controls/operations';
import { publicAccessBlockSetting } from './public-access-block/operations';
import { replicationSetting } from './replication/operations';
import { requestPaymentSetting } from './request-payment/operations';
import { taggingSetting } from './tagging/operations';
import { versioningSetting } from './versioning/operations';
import { websiteSetting } from './website/operations';

/** Every bucket setting, in the order of the overview within its group. */
export const allSettings: readonly BucketSetting[] = [
  // One line each.
  policySetting,
  aclSetting,
  publicAccessBlockSetting,
  ownershipControlsSetting,
  corsSetting,
  requestPaymentSetting,
  versioningSetting,
  lifecycleSetting,
  websiteSetting,
  objectLockSetting,
  encryptionSetting,
  replicationSetting,
  intelligentTieringSetting,
  analyticsSetting,
  inventorySetting,
  loggingSetting,
  notificationSetting,
  metricsSetting,
  accelerateSetting,
  taggingSetting,
  locationSetting,
];
