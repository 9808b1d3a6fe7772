import { setFlagsFromString } from 'node:v8';

/**
 * Has this process collect its garbage early: pages of listings are short-lived, and V8 would let them grow its heap to a
 * hundred megabytes before it looks. To be called before there is much of a heap.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--min-semi-space-size=1');
  setFlagsFromString('--max-semi-space-size=4');
  setFlagsFromString('--semi-space-growth-factor=1');
}
