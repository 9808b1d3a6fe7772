import { amazonOnlySettings, defineProvider, serverProduct } from './define.ts';

export const seaweedfs = defineProvider({
  id: 'seaweedfs',
  name: 'SeaweedFS',
  lacks: ['directory-buckets', 'request-payment', ...amazonOnlySettings],
  ...serverProduct('SeaweedFS'),
});
