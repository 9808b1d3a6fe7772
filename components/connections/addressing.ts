import type { ConnectionView } from '@/lib/connections/types';

/** How buckets are addressed (S3 User Guide, "Virtual hosting of buckets"), in words. */
export function describeAddressing(addressing: ConnectionView['addressing']): string {
  switch (addressing) {
    case 'path':
      return 'path style';
    case 'virtual':
      return 'virtual-hosted style';
    case 'auto':
      return 'addressing not tested yet';
  }
}
