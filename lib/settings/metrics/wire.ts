import type { MetricsConfiguration, MetricsFilter } from '@aws-sdk/client-s3';
import { fromFilter, toFilter, toTerraformFilter, type WireFilter } from '../object-filter';
import type { Metrics } from './schema';

type Configuration = Metrics['configurations'][number];

/** The document as aws-cli lists it. */
export interface MetricsDocument {
  MetricsConfigurationList: MetricsConfiguration[];
}

interface WireMetricsFilter extends WireFilter {
  AccessPointArn?: string | undefined;
  And?: (NonNullable<WireFilter['And']> & { AccessPointArn?: string | undefined }) | undefined;
}

function fromConfiguration({ Id, Filter }: MetricsConfiguration): Configuration {
  const filter = Filter as WireMetricsFilter | undefined;
  return {
    id: Id ?? '',
    filter: fromFilter(filter),
    accessPointArn: filter?.AccessPointArn ?? filter?.And?.AccessPointArn ?? null,
  };
}

function toMetricsFilter({ filter, accessPointArn }: Configuration): WireMetricsFilter | undefined {
  const plain = toFilter(filter);
  if (accessPointArn === null) return plain;
  if (!plain) return { AccessPointArn: accessPointArn };
  const { And, Tag, Prefix } = plain;
  const parts = And ?? { ...(Prefix !== undefined && { Prefix }), ...(Tag && { Tags: [Tag] }) };
  return { And: { ...parts, AccessPointArn: accessPointArn } };
}

export function fromWire({ MetricsConfigurationList }: MetricsDocument): Metrics {
  return { configurations: MetricsConfigurationList.map(fromConfiguration) };
}

export function toWire({ configurations }: Metrics): MetricsDocument {
  return {
    MetricsConfigurationList: configurations.map((configuration) => {
      const Filter = toMetricsFilter(configuration) as MetricsFilter | undefined;
      return { Id: configuration.id, ...(Filter && { Filter }) };
    }),
  };
}

/** As `aws_s3_bucket_metric` has a configuration. */
export function toTerraformBody(configuration: MetricsConfiguration): unknown {
  const { Filter } = toTerraformFilter(configuration.Filter);
  const { accessPointArn } = fromConfiguration(configuration);
  if (accessPointArn === null) return { Filter };
  return { Filter: { ...Filter, AccessPoint: accessPointArn } };
}
