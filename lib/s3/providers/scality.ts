import { amazonOnlySettings, defineProvider, serverProduct } from './define.ts';

export const scality = defineProvider({
  id: 'scality',
  name: 'Scality',
  lacks: ['directory-buckets', ...amazonOnlySettings],
  ...serverProduct('S3 Server'),
});
