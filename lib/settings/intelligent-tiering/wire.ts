import type { IntelligentTieringConfiguration } from '@aws-sdk/client-s3';
import { fromFilter, toFilter, toTerraformFilter } from '../object-filter';
import type { IntelligentTiering } from './schema';

/** The document as aws-cli lists it. */
export interface IntelligentTieringDocument {
  IntelligentTieringConfigurationList: IntelligentTieringConfiguration[];
}

export function fromWire({
  IntelligentTieringConfigurationList: list,
}: IntelligentTieringDocument): IntelligentTiering {
  return {
    configurations: list.map(({ Id, Status, Filter, Tierings }) => ({
      id: Id ?? '',
      isEnabled: Status === 'Enabled',
      filter: fromFilter(Filter),
      tierings: (Tierings ?? []).map(({ AccessTier, Days }) => ({
        tier: AccessTier === 'DEEP_ARCHIVE_ACCESS' ? 'deep-archive-access' : 'archive-access',
        days: Days ?? null,
      })),
    })),
  };
}

export function toWire({ configurations }: IntelligentTiering): IntelligentTieringDocument {
  return {
    IntelligentTieringConfigurationList: configurations.map(({ id, isEnabled, filter, tierings }) => {
      const Filter = toFilter(filter);
      return {
        Id: id,
        ...(Filter && { Filter }),
        Status: isEnabled ? 'Enabled' : 'Disabled',
        Tierings: tierings.map(({ tier, days }) => ({
          AccessTier: tier === 'deep-archive-access' ? 'DEEP_ARCHIVE_ACCESS' : 'ARCHIVE_ACCESS',
          Days: days ?? undefined,
        })),
      };
    }),
  };
}

/** As `aws_s3_bucket_intelligent_tiering_configuration` has a configuration. */
export function toTerraformBody({ Status, Filter, Tierings }: IntelligentTieringConfiguration): unknown {
  return { Status, ...toTerraformFilter(Filter), Tierings };
}
