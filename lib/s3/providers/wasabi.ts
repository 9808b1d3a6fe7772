import { defineProvider, hostedUnder } from './define.ts';

export const wasabi = defineProvider({
  id: 'wasabi',
  name: 'Wasabi',
  lacks: ['directory-buckets', 'request-payment'],
  namesRegions: true,
  ...hostedUnder('wasabisys.com'),
});
