import { aws } from './aws.ts';
import { b2 } from './b2.ts';
import { ceph } from './ceph.ts';
import type { Provider, ServerSigns } from './define.ts';
import { embedded } from './embedded.ts';
import { garage } from './garage.ts';
import { minio } from './minio.ts';
import { other } from './other.ts';
import { r2 } from './r2.ts';
import { rustfs } from './rustfs.ts';
import { scality } from './scality.ts';
import { seaweedfs } from './seaweedfs.ts';
import { versitygw } from './versitygw.ts';
import { wasabi } from './wasabi.ts';

/** Every provider there is a file for. Hosted services come first: their host name is the surest sign. */
export const allProviders: readonly Provider[] = [
  aws,
  r2,
  b2,
  wasabi,
  embedded,
  minio,
  rustfs,
  garage,
  seaweedfs,
  scality,
  versitygw,
  ceph,
  other,
];

/** The provider of that id; `other` when there is none. */
export function getProvider(id: string): Provider {
  return allProviders.find((provider) => provider.id === id) ?? other;
}

export function recogniseProvider(signs: ServerSigns): Provider {
  return allProviders.find((provider) => provider.recognise(signs)) ?? other;
}
