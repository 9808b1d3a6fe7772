import { z } from 'zod';
import { bucketTarget } from '@/lib/objects/schema';

export const settingTarget = bucketTarget.extend({ setting: z.string().min(1).max(64) });

/** `seen` of the reading that the person was looking at. */
const seen = z.string().max(100);

export const writeSettingInput = settingTarget.extend({
  /** Checked again by the schema of the setting. */
  value: z.unknown(),
  seen,
});

export const removeSettingInput = settingTarget.extend({ seen });

export type SettingTarget = z.infer<typeof settingTarget>;
export type WriteSettingInput = z.infer<typeof writeSettingInput>;
export type RemoveSettingInput = z.infer<typeof removeSettingInput>;
