import { z } from 'zod';
import type { Acl } from '@/lib/acl/grants';
import { accountSchema, grantsSchema } from '@/lib/acl/schema';

export const aclSchema: z.ZodType<Acl> = z.object({ owner: accountSchema.nullable(), grants: grantsSchema });
