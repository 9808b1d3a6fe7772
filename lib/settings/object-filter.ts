import { z } from 'zod';

/** Which objects a rule is for; `null` and no tags: all of them. */
export const objectFilterSchema = z.object({
  prefix: z.string().max(1024, 'A prefix has at most 1,024 characters.').nullable(),
  tags: z
    .array(
      z.object({
        key: z.string().min(1, 'A tag needs a key.').max(128, 'A key has at most 128 characters.'),
        value: z.string().max(256, 'A value has at most 256 characters.'),
      }),
    )
    .superRefine((tags, context) => {
      const seen = new Set<string>();
      for (const [index, { key }] of tags.entries()) {
        if (seen.has(key)) context.addIssue({ code: 'custom', path: [index, 'key'], message: 'This key is taken.' });
        seen.add(key);
      }
    }),
});

export type ObjectFilter = z.infer<typeof objectFilterSchema>;

export const noFilter: ObjectFilter = { prefix: null, tags: [] };

interface WireTag {
  Key: string | undefined;
  Value: string | undefined;
}

/** As analytics, metrics, replication and intelligent tiering have it: one condition, or several in And. */
export interface WireFilter {
  Prefix?: string | undefined;
  Tag?: WireTag | undefined;
  And?: { Prefix?: string | undefined; Tags?: WireTag[] | undefined } | undefined;
}

export function fromFilter(filter: WireFilter | undefined): ObjectFilter {
  const tags = [...(filter?.Tag ? [filter.Tag] : []), ...(filter?.And?.Tags ?? [])];
  return {
    prefix: filter?.Prefix ?? filter?.And?.Prefix ?? null,
    tags: tags.map(({ Key, Value }) => ({ key: Key ?? '', value: Value ?? '' })),
  };
}

/** `undefined` for all objects. */
export function toFilter({ prefix, tags }: ObjectFilter): WireFilter | undefined {
  const wireTags = tags.map(({ key, value }) => ({ Key: key, Value: value }));
  const [only] = wireTags;
  if (!only) return prefix === null ? undefined : { Prefix: prefix };
  if (prefix === null && wireTags.length === 1) return { Tag: only };
  return { And: { ...(prefix !== null && { Prefix: prefix }), Tags: wireTags } };
}

/** The same as Terraform's resources of one configuration have it: `tags` is a map, and there is no And. */
export function toTerraformFilter(filter: WireFilter | undefined): { Filter?: { Prefix?: string; Tags?: WireTag[] } } {
  const { prefix, tags } = fromFilter(filter);
  const Tags = tags.map(({ key, value }) => ({ Key: key, Value: value }));
  if (prefix === null && Tags.length === 0) return {};
  return { Filter: { ...(prefix !== null && { Prefix: prefix }), ...(Tags.length > 0 && { Tags }) } };
}
