import fc from 'fast-check';
import type { ObjectFilter } from '../settings/object-filter';

/** Every filter that the schema of filters takes. */
export const anyObjectFilter: fc.Arbitrary<ObjectFilter> = fc.record({
  prefix: fc.option(fc.string({ maxLength: 20 })),
  tags: fc.uniqueArray(
    fc.record({ key: fc.string({ minLength: 1, maxLength: 20 }), value: fc.string({ maxLength: 20 }) }),
    { maxLength: 4, selector: ({ key }) => key },
  ),
});
