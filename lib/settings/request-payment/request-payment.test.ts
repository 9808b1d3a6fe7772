import fc from 'fast-check';
import { describe, it } from 'vitest';
import { expectRoundTrip } from '@/lib/testing/setting-round-trip';
import type { RequestPayment } from './schema';
import { requestPayment } from './setting';

const values: fc.Arbitrary<RequestPayment> = fc.record({ payer: fc.constantFrom('bucket-owner', 'requester') });

describe('request payment', () => {
  it('comes back from the wire as it was', () => expectRoundTrip(requestPayment, values));
});
