import type { AccelerateConfiguration } from '@aws-sdk/client-s3';
import type { Accelerate } from './schema';

export function fromWire({ Status }: AccelerateConfiguration): Accelerate {
  return { status: Status === 'Enabled' ? 'enabled' : 'suspended' };
}

export function toWire({ status }: Accelerate): AccelerateConfiguration {
  return { Status: status === 'enabled' ? 'Enabled' : 'Suspended' };
}
