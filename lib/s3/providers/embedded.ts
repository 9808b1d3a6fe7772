import { defineProvider, serverProduct } from './define.ts';

export const embedded = defineProvider({
  id: 'embedded',
  name: 'Cooper’s own endpoint',
  lacks: ['directory-buckets'],
  heedsConditions: true,
  tellsTagCount: true,
  // It reads the bytes of either for their MD5 and shares them; parts are read side by side, and progress shows.
  copiesFasterInPartsAboveBytes: 256 * 1024 ** 2,
  ...serverProduct('Cooper'),
});
