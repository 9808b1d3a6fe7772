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

/** Documents of another bucket, by the setting's id, to be compared with what this one has. */
export const compareInput = bucketTarget.extend({
  /** The bucket they come from. */
  from: z.string().min(1).max(2048),
  /** `null`: that bucket has nothing there. Each is judged by its setting. */
  documents: z.record(z.string().max(64), z.record(z.string(), z.unknown()).nullable()),
});

export type CompareInput = z.infer<typeof compareInput>;
export type SettingTarget = z.infer<typeof settingTarget>;
export type WriteSettingInput = z.infer<typeof writeSettingInput>;
export type RemoveSettingInput = z.infer<typeof removeSettingInput>;
