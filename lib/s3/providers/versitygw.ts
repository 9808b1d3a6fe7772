import { amazonOnlySettings, defineProvider, serverProduct } from './define.ts';

export const versitygw = defineProvider({
  id: 'versitygw',
  name: 'Versity S3 Gateway',
  lacks: ['directory-buckets', 'request-payment', ...amazonOnlySettings],
  ...serverProduct('VERSITYGW'),
});
