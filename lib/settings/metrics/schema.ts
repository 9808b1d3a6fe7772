import { z } from 'zod';
import { objectFilterSchema } from '../object-filter';

const metricsConfiguration = z.object({
  id: z.string().min(1, 'Give it an id.').max(64, 'An id has at most 64 characters.'),
  filter: objectFilterSchema,
  /** Requests through this access point only; `null`: through any and none. */
  accessPointArn: z.string().startsWith('arn:', 'Give the ARN of an access point.').nullable(),
});

export const metricsSchema = z.object({
  configurations: z
    .array(metricsConfiguration)
    .min(1, 'Without any, delete the setting instead.')
    // https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketMetricsConfiguration.html
    .max(1000, 'A bucket has at most 1,000.')
    .superRefine((all, context) => {
      const seen = new Set<string>();
      for (const [index, { id }] of all.entries()) {
        if (seen.has(id)) context.addIssue({ code: 'custom', path: [index, 'id'], message: 'This id is taken.' });
        seen.add(id);
      }
    }),
});

export type Metrics = z.infer<typeof metricsSchema>;
