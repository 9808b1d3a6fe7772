import { amazonOnlySettings, defineProvider, hostedUnder } from './define.ts';

export const wasabi = defineProvider({
  id: 'wasabi',
  name: 'Wasabi',
  lacks: ['directory-buckets', 'request-payment', ...amazonOnlySettings],
  namesRegions: true,
  ...hostedUnder('wasabisys.com'),
});
