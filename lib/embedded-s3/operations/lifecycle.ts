import { S3Error } from '../errors.ts';
import { xmlAnswer, type Answer } from '../http/answer.ts';
import { lifecycleDocument, parseLifecycle, parseMinimumSize } from '../settings/lifecycle.ts';
import { readSetting, removeSetting, writeSetting } from '../store/settings.ts';
import { unsetError } from './document-settings.ts';
import { requireText, type BucketExchange } from './exchange.ts';
import { needsFactor } from './versioning.ts';

const minimumSizeHeader = 'x-amz-transition-default-minimum-object-size';

export function getBucketLifecycle(exchange: BucketExchange): Answer {
  const lifecycle = readSetting(exchange.service.store.database, exchange.bucket.id, 'lifecycle');
  if (!lifecycle) throw unsetError('NoSuchLifecycleConfiguration', exchange);
  return xmlAnswer(lifecycleDocument(lifecycle), { [minimumSizeHeader]: lifecycle.transitionMinimumSize });
}

export async function putBucketLifecycle(exchange: BucketExchange): Promise<Answer> {
  const { service, bucket, request } = exchange;
  if (needsFactor(exchange)) {
    throw new S3Error('InvalidBucketState', {
      message: 'MFA delete is enabled on this bucket, so it cannot have a lifecycle configuration.',
    });
  }
  const rules = parseLifecycle(await requireText(exchange));
  const transitionMinimumSize = parseMinimumSize(request.headers.get(minimumSizeHeader));
  writeSetting(service.store.database, bucket.id, 'lifecycle', { rules, transitionMinimumSize });
  return { status: 200, headers: { [minimumSizeHeader]: transitionMinimumSize } };
}

export function deleteBucketLifecycle({ service, bucket }: BucketExchange): Answer {
  removeSetting(service.store.database, bucket.id, 'lifecycle');
  return { status: 204 };
}
