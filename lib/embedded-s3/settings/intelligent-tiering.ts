import { S3Error } from '../errors.ts';
import { readDocument, type ElementReader } from '../xml/element.ts';
import type { XmlElements } from '../xml/write.ts';
import { objectFilterElement, parseObjectFilter, type ObjectFilter } from './object-filter.ts';

const accessTiers = ['ARCHIVE_ACCESS', 'DEEP_ARCHIVE_ACCESS'] as const;
type AccessTier = (typeof accessTiers)[number];

/** Least days without access before an object moves to a tier (S3 API Reference, Tiering), and most for either. */
const leastDays: Record<AccessTier, number> = { ARCHIVE_ACCESS: 90, DEEP_ARCHIVE_ACCESS: 180 };
const mostDays = 730;

/** Archiving within intelligent tiering; PutBucketIntelligentTieringConfiguration in the S3 API Reference. */
export interface IntelligentTieringConfiguration {
  id: string;
  isEnabled: boolean;
  /** `null` for the whole bucket. */
  filter: ObjectFilter | null;
  tierings: { accessTier: AccessTier; days: number }[];
}

function parseTiering(element: ElementReader): IntelligentTieringConfiguration['tierings'][number] {
  const accessTier = element.requiredChoice('AccessTier', accessTiers);
  const days = element.requiredInteger('Days');
  if (days < leastDays[accessTier] || days > mostDays) {
    throw new S3Error('InvalidArgument', {
      message: `'Days' for ${accessTier} must be between ${leastDays[accessTier]} and ${mostDays}`,
    });
  }
  return { accessTier, days };
}

export function parseIntelligentTiering(source: string): IntelligentTieringConfiguration {
  return readDocument(source, 'IntelligentTieringConfiguration', (root) => {
    const tierings = root.list('Tiering', parseTiering);
    const tiers = new Set(tierings.map(({ accessTier }) => accessTier));
    if (tierings.length === 0 || tiers.size < tierings.length) throw new S3Error('MalformedXML');
    return {
      id: root.requiredText('Id'),
      isEnabled: root.requiredChoice('Status', ['Enabled', 'Disabled']) === 'Enabled',
      filter: root.optional('Filter', (filter) => parseObjectFilter(filter)),
      tierings,
    };
  });
}

export function intelligentTieringElement(configuration: IntelligentTieringConfiguration): XmlElements {
  const { id, isEnabled, filter, tierings } = configuration;
  return {
    Id: id,
    Filter: filter ? objectFilterElement(filter) : undefined,
    Status: isEnabled ? 'Enabled' : 'Disabled',
    Tiering: tierings.map(({ accessTier, days }) => ({ AccessTier: accessTier, Days: days })),
  };
}
