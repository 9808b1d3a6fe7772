import { S3Error } from '../errors.ts';
import type { Tag } from '../store/buckets.ts';
import type { ElementReader } from '../xml/element.ts';
import type { XmlElements } from '../xml/write.ts';
import { parseFilterTag, requireDistinctTags, tagElements } from './filter-tags.ts';

/** Which objects a rule or configuration is about: all that is not `null` must hold, and every tag. */
export interface ObjectFilter {
  prefix: string | null;
  tags: Tag[];
  /** Only filters of metrics have one. */
  accessPointArn: string | null;
}

function count({ prefix, tags, accessPointArn }: ObjectFilter): number {
  return tags.length + (prefix === null ? 0 : 1) + (accessPointArn === null ? 0 : 1);
}

/** One predicate stands alone, several within And; none at all where a filter may be empty. */
export function parseObjectFilter(
  element: ElementReader,
  may: { beEmpty?: boolean; nameAccessPoint?: boolean } = {},
): ObjectFilter {
  const predicates = (from: ElementReader) => ({
    prefix: from.text('Prefix'),
    tags: from.list('Tag', parseFilterTag),
    accessPointArn: may.nameAccessPoint ? from.text('AccessPointArn') : null,
  });
  const alone = predicates(element);
  const together = element.optional('And', predicates);
  const isWrong = together
    ? count(alone) > 0 || count(together) < 2
    : count(alone) > 1 || (count(alone) === 0 && !may.beEmpty);
  if (isWrong) throw new S3Error('MalformedXML');
  const filter = together ?? alone;
  requireDistinctTags(filter.tags);
  return filter;
}

export function objectFilterElement(filter: ObjectFilter): XmlElements {
  const predicates = {
    Prefix: filter.prefix ?? undefined,
    Tag: tagElements(filter.tags),
    AccessPointArn: filter.accessPointArn ?? undefined,
  };
  return count(filter) > 1 ? { And: predicates } : predicates;
}
