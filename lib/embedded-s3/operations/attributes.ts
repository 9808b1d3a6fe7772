import { checksumElement } from '../checksums/algorithms.ts';
import { requireLeave } from '../access/authorize.ts';
import { S3Error, invalidArgument } from '../errors.ts';
import { xmlAnswer, type Answer } from '../http/answer.ts';
import type { Version } from '../store/versions.ts';
import { writeXml, type XmlElements } from '../xml/write.ts';
import { httpDate, type ObjectExchange } from './exchange.ts';
import { requireReadKey } from './objects-read.ts';
import { requireVersion, versionHeader } from './version-access.ts';

const names = ['ETag', 'Checksum', 'ObjectParts', 'StorageClass', 'ObjectSize'];

function partsElement({ request }: ObjectExchange, version: Version): XmlElements | undefined {
  if (!version.parts) return undefined;
  const number = (name: string, fallback: number) => {
    const value = request.headers.get(name) ?? String(fallback);
    if (!/^\d{1,9}$/.test(value)) throw invalidArgument(name, value, `Argument ${name} must be a whole number`);
    return Number(value);
  };
  const limit = Math.min(number('x-amz-max-parts', 1000), 1000);
  const marker = number('x-amz-part-number-marker', 0);
  const { checksum } = version;
  // Single parts are told only where each has its own checksum.
  const after = checksum ? version.parts.filter((part) => part.number > marker) : [];
  const shown = after.slice(0, limit);
  return {
    PartsCount: version.parts.length,
    PartNumberMarker: marker,
    NextPartNumberMarker: shown.at(-1)?.number ?? 0,
    MaxParts: limit,
    IsTruncated: after.length > limit,
    Part: shown.map((part) => ({
      PartNumber: part.number,
      Size: part.sizeBytes,
      ...(checksum && part.checksum !== null && { [checksumElement(checksum.algorithm)]: part.checksum }),
    })),
  };
}

export function getObjectAttributes(exchange: ObjectExchange): Answer {
  const asked = (exchange.request.headers.get('x-amz-object-attributes') ?? '').split(',').map((name) => name.trim());
  const unknown = asked.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new S3Error('InvalidArgument', { message: `Invalid attribute name specified: "${unknown}"` });
  }
  const version = requireVersion(exchange, 'READ');
  const { bucket, key, request } = exchange;
  const action = request.query.has('versionId') ? 's3:GetObjectVersionAttributes' : 's3:GetObjectAttributes';
  requireLeave(exchange, { bucket, key, action, permission: 'READ', version });
  requireReadKey(exchange, version);
  const { checksum } = version;
  const document = writeXml('GetObjectAttributesResponse', {
    ETag: asked.includes('ETag') ? version.etag : undefined,
    Checksum:
      asked.includes('Checksum') && checksum
        ? { [checksumElement(checksum.algorithm)]: checksum.value.replace(/-\d+$/, ''), ChecksumType: checksum.type }
        : undefined,
    ObjectParts: asked.includes('ObjectParts') ? partsElement(exchange, version) : undefined,
    StorageClass: asked.includes('StorageClass') ? version.storageClass : undefined,
    ObjectSize: asked.includes('ObjectSize') ? version.sizeBytes : undefined,
  });
  return xmlAnswer(document, {
    'Last-Modified': httpDate(version.modified),
    ...versionHeader(exchange.bucket, version.versionId),
  });
}
