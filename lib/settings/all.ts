import { aclSetting } from './acl/operations';
import { corsSetting } from './cors/operations';
import type { BucketSetting } from './define';
import { lifecycleSetting } from './lifecycle/operations';
import { policySetting } from './policy/operations';
import { taggingSetting } from './tagging/operations';
import { versioningSetting } from './versioning/operations';
import { websiteSetting } from './website/operations';

/** Every bucket setting, in the order of the overview within its group. */
export const allSettings: readonly BucketSetting[] = [
  // One line each.
  policySetting,
  aclSetting,
  corsSetting,
  versioningSetting,
  lifecycleSetting,
  websiteSetting,
  taggingSetting,
];
