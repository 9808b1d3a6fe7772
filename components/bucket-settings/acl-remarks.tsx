'use client';

import { useQuery } from '@tanstack/react-query';
import { Callout } from '@/components/ui/callout';
import type { Acl } from '@/lib/acl/grants';
import { remarkOnAcl } from '@/lib/acl/remarks';
import { settingQuery } from '@/lib/settings/queries';

interface AclRemarksProps {
  /** As it stands in the editor. */
  acl: Acl;
  connection: string;
  bucket: string;
}

/** Values of the settings that decide whether ACLs count, as far as they are looked at here. */
interface Surroundings {
  ownership?: string;
  blockPublicAcls?: boolean;
  ignorePublicAcls?: boolean;
}

/** What an ACL opens, and what else on the bucket makes it void. */
export function AclRemarks({ acl, connection, bucket }: AclRemarksProps) {
  const ownership = useQuery(settingQuery({ connection, bucket, setting: 'ownership-controls' }));
  const block = useQuery(settingQuery({ connection, bucket, setting: 'public-access-block' }));
  const valueOf = ({ data }: typeof block): Surroundings =>
    data?.state === 'configured' ? (data.value as Surroundings) : {};
  const { blockPublicAcls = false, ignorePublicAcls = false } = valueOf(block);
  const remarks = remarkOnAcl(acl, {
    isOff: valueOf(ownership).ownership === 'bucket-owner-enforced',
    refusesPublic: blockPublicAcls,
    ignoresPublic: ignorePublicAcls,
  });
  const unseen = [isUnseen(ownership) && 'the object ownership', isUnseen(block) && 'the public access block'].filter(
    Boolean,
  );
  if (remarks.length === 0 && unseen.length === 0) return null;
  return (
    <section aria-label="Remarks" className="mt-5 flex max-w-[860px] flex-col gap-2">
      {remarks.map(({ tone, title, text }) => (
        <Callout key={title} tone={tone} title={title}>
          {text}
        </Callout>
      ))}
      {unseen.length > 0 && (
        <Callout>{`Not seen here: ${unseen.join(' and ')} of the bucket, which can make grants void.`}</Callout>
      )}
    </section>
  );
}

function isUnseen({ data, isError }: { data?: { state: string } | undefined; isError: boolean }): boolean {
  return isError || data?.state === 'denied';
}
