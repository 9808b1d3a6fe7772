import { toReferences } from '../references';

/** Where the S3 API Reference explains each field. */
export const references = toReferences('DefaultRetention', {
  mode: 'Mode',
  days: 'Days',
  years: 'Years',
  eventHold: 'DefaultEventHold',
});
