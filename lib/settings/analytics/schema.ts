import { z } from 'zod';
import { objectFilterSchema } from '../object-filter';

const exportTarget = z.object({
  bucketArn: z.string().startsWith('arn:', 'Give the ARN of the bucket that gets the reports.'),
  accountId: z.string().min(1).nullable(),
  prefix: z.string().max(512).nullable(),
});

export const analyticsSchema = z.object({
  configurations: z
    .array(
      z.object({
        id: z.string().min(1, 'Give it an id.').max(64, 'An id has at most 64 characters.'),
        filter: objectFilterSchema,
        /** Daily reports as CSV; `null`: shown by the provider only. */
        export: exportTarget.nullable(),
      }),
    )
    .min(1, 'Without any, delete the setting instead.')
    // https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketAnalyticsConfiguration.html
    .max(1000, 'A bucket has at most 1,000.')
    .superRefine((all, context) => {
      const seen = new Set<string>();
      for (const [index, { id }] of all.entries()) {
        if (seen.has(id)) context.addIssue({ code: 'custom', path: [index, 'id'], message: 'This id is taken.' });
        seen.add(id);
      }
    }),
});

export type Analytics = z.infer<typeof analyticsSchema>;
