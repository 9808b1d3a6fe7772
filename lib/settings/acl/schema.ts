import { z } from 'zod';
import { aclPermissions, type Acl } from '@/lib/acl/grants';
import { accountSchema, granteeSchema } from '@/lib/acl/schema';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html: “An ACL can have up to 100 grants.” */
const maxGrants = 100;

export const aclSchema: z.ZodType<Acl> = z.object({
  owner: accountSchema.nullable(),
  grants: z
    .array(z.object({ grantee: granteeSchema, permission: z.enum(aclPermissions, 'Choose what is granted.') }))
    .max(maxGrants, `An ACL has at most ${maxGrants} grants.`),
});
