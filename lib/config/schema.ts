import { z } from 'zod';
import { providerIds } from './types.ts';

function isEndpoint(text: string): boolean {
  const url = URL.parse(text);
  if (!url || !/^https?:$/u.test(url.protocol)) return false;
  return url.username === '' && url.password === '' && url.search === '' && url.hash === '';
}

const endpointUrl = z
  .string()
  .refine(isEndpoint, 'must be an http or https URL without user, query or fragment, such as https://s3.example.com')
  .transform((text) => text.replace(/\/+$/u, ''));

const nonEmpty = z.string().min(1, 'must not be empty');

const credentials = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('user') }).meta({ description: 'Everyone signs in with their own keys.' }),
  z
    .strictObject({
      kind: z.literal('static'),
      accessKeyId: nonEmpty,
      secretAccessKey: nonEmpty,
      sessionToken: nonEmpty.optional(),
    })
    .meta({ description: 'Keys that stay on the server and serve everybody who may use this connection.' }),
]);

/** As many as go, which suits an endpoint that says when it has enough. */
const defaultJobLimits = { chunks: 4, requestsPerSecond: null, bytesPerSecond: null };

const rate = z.number().positive('must be more than 0').nullable().default(null);

const jobLimits = z.strictObject({
  chunks: z
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .max(32, 'must be at most 32')
    .default(4)
    .meta({ description: 'Chunks of about 1,000 objects that jobs work on at once.' }),
  requestsPerSecond: rate.meta({
    description: 'Requests that jobs may send in a second; as many as go when not given.',
  }),
  bytesPerSecond: rate.meta({ description: 'Bytes that jobs may move through this server in a second.' }),
});

/** One endpoint, as the configuration file holds it and as the environment describes its single one. */
export const connectionSchema = z
  .strictObject({
    id: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,31}$/u, 'must be 1 to 32 lower-case letters, digits and hyphens')
      .meta({ description: 'Stable name of the connection in URLs and cookies.' }),
    name: nonEmpty.max(80).meta({ description: 'What users see.' }),
    endpoint: endpointUrl
      .optional()
      .meta({ description: 'URL by which this server reaches the endpoint. May be left out for the provider aws.' }),
    publicEndpoint: endpointUrl
      .optional()
      .meta({ description: 'URL by which browsers reach the endpoint; links and transfers use it. As endpoint.' }),
    websiteDomain: z
      .string()
      .regex(
        /^[a-z0-9.-]+(?::\d{1,5})?$/u,
        'must be a host such as website.example.com, with a port where it needs one',
      )
      .optional()
      .meta({ description: 'Host behind the names of buckets where they are served as websites, and its port.' }),
    region: nonEmpty.max(64).default('us-east-1').meta({ description: 'Region that requests are signed for.' }),
    addressing: z
      .enum(['auto', 'path', 'virtual'])
      .default('auto')
      .meta({ description: 'Bucket in the path or in the host name; auto tries.' }),
    provider: z
      .enum(['auto', ...providerIds])
      .default('auto')
      .meta({ description: 'What the server is, which decides what is offered; auto finds out.' }),
    credentials: credentials.default({ kind: 'user' }),
    buckets: z
      .array(nonEmpty.max(2048))
      .default([])
      .meta({ description: 'Buckets to offer to keys that may not list buckets.' }),
    readOnly: z.boolean().default(false).meta({ description: 'Refuse everything that changes something.' }),
    copyInPartsAboveMiB: z
      .number()
      .int()
      .min(5, 'must be at least 5, the smallest part S3 takes')
      .max(5120, 'must be at most 5120, the largest copy S3 makes at once')
      .default(5120)
      .meta({ description: 'Larger objects are copied in parts; less helps where long copies are cut off.' }),
    caFile: nonEmpty
      .optional()
      .meta({ description: 'PEM file of further certificate authorities; relative to this file.' }),
    checksums: z
      .enum(['when-required', 'when-supported'])
      .default('when-required')
      .meta({ description: 'When to send the CRC checksums of newer SDKs, which many servers do not know.' }),
    jobs: jobLimits
      .default(defaultJobLimits)
      .meta({ description: 'What jobs may do to this endpoint, in each process that runs them.' }),
  })
  .superRefine((connection, context) => {
    if (connection.endpoint !== undefined || connection.provider === 'aws') return;
    context.addIssue({ code: 'custom', path: ['endpoint'], message: 'is missing' });
  });

export type ConnectionInput = z.input<typeof connectionSchema>;
export type ParsedConnection = z.output<typeof connectionSchema>;

export const sessionHoursSchema = z
  .number('must be a number of hours')
  .positive('must be more than 0 hours')
  .max(8760, 'must be at most 8760 hours, a year');

/** The file that COOPER_CONFIG names. */
export const configFileSchema = z
  .strictObject({
    $schema: z.string().optional(),
    connections: z
      .array(connectionSchema)
      .min(1, 'must hold at least one connection')
      .superRefine((connections, context) => {
        connections.forEach(({ id }, index) => {
          if (connections.findIndex((other) => other.id === id) === index) return;
          context.addIssue({ code: 'custom', path: [index, 'id'], message: 'is used twice' });
        });
      }),
    sessionHours: sessionHoursSchema.optional().meta({ description: 'Hours until a session ends. 12 when not given.' }),
  })
  .meta({ title: 'Cooper configuration', description: 'The file that the environment variable COOPER_CONFIG names.' });

/** JSON Schema of the configuration file, published as public/cooper-config.schema.json for editors. */
export function toConfigJsonSchema(): unknown {
  return z.toJSONSchema(configFileSchema, { io: 'input' });
}
