import { conditionKeys } from './condition-keys';
import { statementNames, toBucketArn } from './document';
import { operatorNames } from './operators';
import { s3Actions } from './s3-actions';
import { findSourcePlace, type SourcePlace } from './source-places';

export interface PolicyOption {
  label: string;
  /** A word beside it. */
  detail?: string;
}

export interface PolicyCompletion {
  /** Offset behind the quote: what stands between there and the position is replaced. */
  from: number;
  options: PolicyOption[];
}

const toOptions = (labels: readonly string[]): PolicyOption[] => labels.map((label) => ({ label }));

/** Names of members: by the name of the object they stand in. */
function findNames({ containers }: SourcePlace): PolicyOption[] {
  const inner = containers.at(-1);
  const outer = containers.at(-2);
  if (containers.length === 1) return toOptions(['Version', 'Id', 'Statement']);
  if (inner?.name === 'Condition') return toOptions(operatorNames);
  if (outer?.name === 'Condition') return toOptions(conditionKeys);
  if (inner?.name === 'Principal' || inner?.name === 'NotPrincipal') {
    return toOptions(['AWS', 'CanonicalUser', 'Service', 'Federated']);
  }
  return inner?.name === 'Statement' || outer?.name === 'Statement' ? toOptions(statementNames) : [];
}

/** Values: by the name they belong to, be it directly or in a list. */
function findValues({ containers, name }: SourcePlace, bucket: string): PolicyOption[] {
  const inner = containers.at(-1);
  switch (name ?? (inner?.kind === 'array' ? inner.name : null)) {
    case 'Action':
    case 'NotAction':
      return [
        { label: 's3:*', detail: 'everything' },
        ...s3Actions.map(({ name: label, kind }) => ({ label, detail: kind })),
      ];
    case 'Resource':
    case 'NotResource':
      return [
        { label: toBucketArn(bucket), detail: 'the bucket' },
        { label: toBucketArn(bucket, '*'), detail: 'all objects' },
      ];
    case 'Effect':
      return toOptions(['Allow', 'Deny']);
    case 'Version':
      return toOptions(['2012-10-17', '2008-10-17']);
    case 'Principal':
    case 'NotPrincipal':
    case 'AWS':
      return [{ label: '*', detail: 'everyone' }];
    default:
      return [];
  }
}

/** What could stand in the text around `position`; `null` outside of texts, and where nothing is known. */
export function completePolicy(text: string, position: number, bucket: string): PolicyCompletion | null {
  const place = findSourcePlace(text, position);
  if (place.textFrom === null) return null;
  const options = place.isName ? findNames(place) : findValues(place, bucket);
  return options.length === 0 ? null : { from: place.textFrom, options };
}
