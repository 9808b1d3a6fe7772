import { amazonOnlySettings, defineProvider, serverProduct } from './define.ts';

export const rustfs = defineProvider({
  id: 'rustfs',
  name: 'RustFS',
  // Logging and ownership controls are planned (https://docs.rustfs.com/en/reference/s3-compatibility): it is asked for them.
  lacks: ['directory-buckets', 'request-payment', ...amazonOnlySettings],
  ...serverProduct('RustFS'),
});
