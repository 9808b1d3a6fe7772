import { amazonOnlySettings, defineProvider, serverProduct } from './define.ts';

export const rustfs = defineProvider({
  id: 'rustfs',
  name: 'RustFS',
  lacks: ['directory-buckets', 'request-payment', ...amazonOnlySettings],
  ...serverProduct('RustFS'),
});
