'use client';

import { useConnection } from '@/components/connections/use-connections';
import { Callout } from '@/components/ui/callout';
import { CopyButton } from '@/components/ui/copy-button';
import type { SettingToolsProps } from '@/lib/settings/define';
import type { Website } from '@/lib/settings/website/schema';
import { toWebsiteHost } from '@/lib/website/host';
import { WebsiteCheckSection } from './website-check';

/** Where the website is to be found, where that is known, and what it really answers. */
export function WebsiteTools({ saved, isUnseen, connection, bucket }: SettingToolsProps<Website>) {
  const view = useConnection(connection);
  if (!view) return null;
  const { websiteDomain, provider, region } = view;
  const host = toWebsiteHost({ websiteDomain, provider: provider.id, region }, bucket);
  const address = host === null ? null : `http://${host}/`;
  return (
    <>
      <section aria-label="Address" className="mt-6 max-w-[860px] border-t border-line pt-4">
        <h2 className="mb-2 text-lg font-semibold">Address of the website</h2>
        {address === null ? (
          <Callout>
            Where this endpoint serves websites is not known here. Its operator knows, and can name the host in the
            configuration of this console (websiteDomain). Pages are shown to people without keys, so a policy must let
            everyone read them.
          </Callout>
        ) : (
          <Callout
            title={<span className="font-mono text-sm break-all">{address}</span>}
            actions={<CopyButton text={address} what="address" label="Copy address" />}
          >
            {saved === null && !isUnseen && 'There once this is saved. '}
            {websiteDomain === null && `For a bucket in ${region}, the region of this connection. `}
            Pages are shown to people without keys, so a policy must let everyone read them.
          </Callout>
        )}
      </section>
      {address !== null && saved !== null && <WebsiteCheckSection target={{ connection, bucket }} />}
    </>
  );
}
