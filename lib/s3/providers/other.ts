import { defineProvider } from './define.ts';

/** A server nobody has described: the S3 API is assumed, Amazon's own additions are not. */
export const other = defineProvider({
  id: 'other',
  name: 'S3-compatible',
  lacks: ['directory-buckets'],
  isDescribed: false,
});
