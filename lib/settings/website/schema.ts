import { z } from 'zod';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketWebsite.html and its types. */
const maxRoutingRules = 50;

const protocol = z.enum(['http', 'https']).nullable();

/** A host as S3 takes it: no scheme, no path. */
const hostName = z
  .string()
  .min(1, 'Give a host, such as www.example.com.')
  .max(255, 'A host has at most 255 characters.')
  .refine((host) => !/[/\s]|:\/\//u.test(host), 'Give the host alone, without https:// and without a path.');

const key = z.string().max(1024, 'A key has at most 1,024 characters.');

const condition = z
  .object({
    keyPrefix: key.nullable(),
    /** Three digits, as the API has it. */
    httpErrorCode: z
      .string()
      .regex(/^[45]\d\d$/u, 'Give an error code from 400 to 599.')
      .nullable(),
  })
  .refine((value) => Object.values(value).some((part) => part !== null), {
    path: ['keyPrefix'],
    message: 'A condition names a prefix or an error code.',
  });

const redirect = z
  .object({
    hostName: hostName.nullable(),
    protocol,
    httpRedirectCode: z
      .string()
      .regex(/^3(?:0[1-9]|[1-9]\d)$/u, 'Give a code from 301 to 399.')
      .nullable(),
    replaceKeyPrefixWith: key.nullable(),
    replaceKeyWith: key.nullable(),
  })
  .refine((value) => Object.values(value).some((part) => part !== null), {
    path: ['hostName'],
    message: 'Say where to: a host, a key, a prefix, a protocol or a code.',
  })
  .refine((value) => value.replaceKeyWith === null || value.replaceKeyPrefixWith === null, {
    path: ['replaceKeyWith'],
    message: 'Replace the whole key or its prefix, not both.',
  });

export const websiteSchema = z
  .object({
    /** Appended to the path of a folder. */
    indexSuffix: z
      .string()
      .min(1, 'Give the name of the index document.')
      .refine((name) => !name.includes('/'), 'A name without a slash: it is looked for in each folder.')
      .nullable(),
    /** Key of what is shown for errors of 4xx. */
    errorKey: key.min(1, 'Give the key of the error document.').nullable(),
    /** Sends every request elsewhere; nothing else can be said then. */
    redirectAllTo: z.object({ hostName, protocol }).nullable(),
    routingRules: z
      .array(z.object({ condition: condition.nullable(), redirect }))
      .max(maxRoutingRules, `S3 takes at most ${maxRoutingRules} routing rules.`),
  })
  .superRefine(({ redirectAllTo, indexSuffix, errorKey, routingRules }, context) => {
    const add = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message });
    if (redirectAllTo === null) {
      if (indexSuffix === null) add(['indexSuffix'], 'A website needs an index document.');
    } else if (indexSuffix !== null || errorKey !== null || routingRules.length > 0) {
      add(['redirectAllTo'], 'Where everything goes elsewhere, there can be no documents and no routing rules.');
    }
  });

export type Website = z.infer<typeof websiteSchema>;
export type RoutingRule = Website['routingRules'][number];
