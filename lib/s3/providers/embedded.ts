import { defineProvider, serverProduct } from './define.ts';

export const embedded = defineProvider({
  id: 'embedded',
  name: 'Cooper’s own endpoint',
  lacks: ['directory-buckets'],
  heedsConditions: true,
  tellsTagCount: true,
  ...serverProduct('Cooper'),
});
