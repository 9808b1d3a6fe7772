import { z } from 'zod';
import { listingInput } from '@/lib/objects/schema';

const size = z.number().int().min(0).nullable();
const time = z.number().int().nullable();

const searchQuery = z.object({
  text: z.string().max(1024, 'A search takes up to 1,024 characters'),
  mode: z.enum(['text', 'glob', 'regex']),
  isCaseSensitive: z.boolean(),
  minBytes: size,
  maxBytes: size,
  from: time,
  to: time,
  storageClass: z.string().max(64),
});

/** A part of the keys that has not been looked at: above `after`, up to and with `until`. */
const searchRange = z.object({
  after: z.string().max(4096),
  until: z.string().max(4096).nullable(),
  token: z.string().max(4096).optional(),
});

/** One stretch of a search. What is left of the keys goes back and forth as ranges, so that nothing is kept on the server. */
export const searchInput = listingInput.omit({ delimiter: true, startAfter: true }).extend({
  search: searchQuery,
  ranges: z.array(searchRange).min(1).max(64),
});

export type SearchInput = z.infer<typeof searchInput>;
