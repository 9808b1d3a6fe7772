import { z } from 'zod';
import { aclPermissions } from './grants';

const id = z
  .string()
  .min(1, 'Give the canonical id of an account.')
  .max(256, 'A canonical id has at most 256 characters.')
  .refine((text) => text.trim() === text, 'A canonical id has no spaces around it.');

/** An account, as grants and owners name it. */
export const accountSchema = z.object({ id, displayName: z.string().max(1024).nullable() });

/** Whom a grant is for (https://docs.aws.amazon.com/AmazonS3/latest/API/API_Grantee.html). */
export const granteeSchema = z.discriminatedUnion('kind', [
  accountSchema.extend({ kind: z.literal('user') }),
  z.object({
    kind: z.literal('email'),
    email: z
      .string()
      .max(320)
      .regex(/^[^\s@]+@[^\s@]+$/u, 'Give an address of mail.'),
  }),
  z.object({
    kind: z.literal('group'),
    uri: z
      .string()
      .max(2048)
      .regex(/^https?:\/\/\S+$/u, 'A group is named by a URI.'),
  }),
]);

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html: “An ACL can have up to 100 grants.” */
const maxGrants = 100;

export const grantsSchema = z
  .array(z.object({ grantee: granteeSchema, permission: z.enum(aclPermissions, 'Choose what is granted.') }))
  .max(maxGrants, `An ACL has at most ${maxGrants} grants.`);
