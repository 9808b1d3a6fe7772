import type {
  ChecksumAlgorithm,
  ListObjectsCommandOutput,
  ListObjectsV2CommandOutput,
  ListObjectVersionsCommandOutput,
  Owner,
  RestoreStatus,
  S3Client,
  ServiceInputTypes,
  ServiceOutputTypes,
} from '@aws-sdk/client-s3';
import type { DeserializeMiddleware } from '@smithy/types';
import { AppError } from '../errors/app-error.ts';
import { parseXml, type XmlElement } from './xml.ts';

/**
 * Listings are the bulk of what this console reads, and reading them is most of the time that the SDK spends on them. These
 * documents are read here, into the same shapes; everything else about the operations stays with the SDK.
 */
const listingCommands: ReadonlySet<string> = new Set([
  'ListObjectsCommand',
  'ListObjectsV2Command',
  'ListObjectVersionsCommand',
]);

type Listing = Partial<ListObjectsCommandOutput & ListObjectsV2CommandOutput & ListObjectVersionsCommandOutput>;

/** An entry of any of the three: each has a part of these fields. */
interface Entry {
  Key?: string;
  VersionId?: string;
  IsLatest?: boolean;
  LastModified?: Date | undefined;
  ETag?: string;
  Size?: number;
  StorageClass?: string;
  ChecksumAlgorithm?: ChecksumAlgorithm[];
  ChecksumType?: string;
  Owner?: Owner;
  RestoreStatus?: RestoreStatus;
}

function toDate(text: string): Date | undefined {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function toOwner(element: XmlElement): Owner {
  const owner: Owner = {};
  for (const { name, text } of element.children) {
    if (name === 'ID') owner.ID = text;
    else if (name === 'DisplayName') owner.DisplayName = text;
  }
  return owner;
}

function toRestoreStatus(element: XmlElement): RestoreStatus {
  const status: RestoreStatus = {};
  for (const { name, text } of element.children) {
    if (name === 'IsRestoreInProgress') status.IsRestoreInProgress = text === 'true';
    else if (name === 'RestoreExpiryDate') status.RestoreExpiryDate = toDate(text);
  }
  return status;
}

function toEntry(element: XmlElement): Entry {
  const entry: Entry = {};
  for (const child of element.children) {
    switch (child.name) {
      case 'Key':
      case 'VersionId':
      case 'ETag':
      case 'StorageClass':
      case 'ChecksumType':
        entry[child.name] = child.text;
        break;
      case 'IsLatest':
        entry.IsLatest = child.text === 'true';
        break;
      case 'LastModified':
        entry.LastModified = toDate(child.text);
        break;
      case 'Size':
        entry.Size = Number(child.text);
        break;
      case 'ChecksumAlgorithm':
        (entry.ChecksumAlgorithm ??= []).push(child.text as ChecksumAlgorithm);
        break;
      case 'Owner':
        entry.Owner = toOwner(child);
        break;
      case 'RestoreStatus':
        entry.RestoreStatus = toRestoreStatus(child);
        break;
    }
  }
  return entry;
}

const texts = new Set([
  'ContinuationToken',
  'Delimiter',
  'EncodingType',
  'KeyMarker',
  'Marker',
  'Name',
  'NextContinuationToken',
  'NextKeyMarker',
  'NextMarker',
  'NextVersionIdMarker',
  'Prefix',
  'StartAfter',
  'VersionIdMarker',
]);

/** The fields of a whole listing, apart from its entries. */
function toField({ name, text }: XmlElement): Listing {
  if (texts.has(name)) return { [name]: text };
  if (name === 'IsTruncated') return { IsTruncated: text === 'true' };
  if (name === 'KeyCount' || name === 'MaxKeys') return { [name]: Number(text) };
  return {};
}

/**
 * The body of a listing in the shape the SDK gives it.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html
 */
function toListing(document: XmlElement): Listing {
  const listing: Listing = {};
  for (const element of document.children) {
    switch (element.name) {
      case 'Contents':
        (listing.Contents ??= []).push(toEntry(element) as NonNullable<Listing['Contents']>[number]);
        break;
      case 'Version':
        (listing.Versions ??= []).push(toEntry(element) as NonNullable<Listing['Versions']>[number]);
        break;
      case 'DeleteMarker':
        (listing.DeleteMarkers ??= []).push(toEntry(element));
        break;
      case 'CommonPrefixes':
        (listing.CommonPrefixes ??= []).push({ Prefix: element.children.find(({ name }) => name === 'Prefix')?.text });
        break;
      default:
        Object.assign(listing, toField(element));
    }
  }
  return listing;
}

function parseAnswer(text: string): XmlElement {
  try {
    return parseXml(text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new AppError('bad-response', `The server answered 200, but its listing is broken: ${why}`, { cause });
  }
}

/** Reads the listings of a client. It stands between the SDK's reader, which then finds nothing to read, and the wire. */
export function readListings(client: S3Client): void {
  const parsed = new WeakMap<object, Listing>();
  const take: DeserializeMiddleware<ServiceInputTypes, ServiceOutputTypes> = (next, context) => async (args) => {
    const result = await next(args);
    const answer = result.response as { statusCode: number; body: unknown };
    const isListing = answer.statusCode === 200 && listingCommands.has(String(context['commandName']));
    if (!isListing || !(answer.body instanceof Uint8Array)) return result;
    const text = Buffer.from(answer.body.buffer, answer.body.byteOffset, answer.body.byteLength).toString('utf8');
    const document = parseAnswer(text);
    // An error inside a 200 is the SDK's to read.
    if (document.name === 'Error') return result;
    parsed.set(answer, toListing(document));
    answer.body = Buffer.from(`<${document.name}/>`);
    return result;
  };
  const give: DeserializeMiddleware<ServiceInputTypes, ServiceOutputTypes> = (next) => async (args) => {
    const result = await next(args);
    const listing = parsed.get(result.response as object);
    if (listing && result.output) Object.assign(result.output, listing);
    return result;
  };
  client.middlewareStack.addRelativeTo(take, {
    name: 'takeListings',
    relation: 'before',
    toMiddleware: 'expectKnownAnswers',
    override: true,
  });
  client.middlewareStack.addRelativeTo(give, {
    name: 'giveListings',
    relation: 'before',
    toMiddleware: 'deserializerMiddleware',
    override: true,
  });
}
