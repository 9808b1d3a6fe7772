/** Headings of the overview, in its order. */
export const settingGroups = [
  'Access',
  'Data protection',
  'Storage',
  'Events and logs',
  'Delivery',
  'Properties',
] as const;

export type SettingGroup = (typeof settingGroups)[number];
