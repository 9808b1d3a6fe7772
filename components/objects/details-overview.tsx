'use client';

import { useQuery } from '@tanstack/react-query';
import { AttributesSection } from '@/components/object-properties/attributes-section';
import { TorrentSection } from '@/components/object-properties/torrent-section';
import { VerifySection } from '@/components/object-properties/verify-section';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { CopyButton } from '@/components/ui/copy-button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { KeyName } from '@/components/ui/key-name';
import { Loading } from '@/components/ui/spinner';
import type { ConnectionView } from '@/lib/connections/types';
import { toAppError } from '@/lib/errors/app-error';
import { toObjectArn, toObjectUrl } from '@/lib/format/address';
import { toS3Uri } from '@/lib/client/location';
import { objectDetailsQuery } from '@/lib/objects/queries';
import type { ObjectTarget } from '@/lib/objects/schema';
import type { ObjectDetails } from '@/lib/objects/types';
import { toDetailGroups } from './details-fields';
import { FieldGroup } from './details-fields-list';
import type { OpenDialog } from './dialogs';

interface OverviewProps {
  connection: ConnectionView;
  target: ObjectTarget;
  setDialog: (dialog: OpenDialog) => void;
}

/** Where the object is and all that HeadObject tells of it. */
export function DetailsOverview({ connection, target, setDialog }: OverviewProps) {
  const { data, error, isPending, isFetching, refetch } = useQuery(objectDetailsQuery(target));
  const code = error && toAppError(error).code;
  // A delete marker answers 405 to its id and 404 without (API_HeadObject, "Versioning"); some servers 404 to both.
  const isMarker = target.versionId !== undefined && (code === 'unsupported' || code === 'not-found');
  return (
    <>
      <Addresses connection={connection} target={target} />
      {isPending && <Loading className="px-3.5 py-3">Reading the object’s details</Loading>}
      {isMarker && (
        <Callout className="mx-3.5 my-3" title="This version holds no data">
          It is a delete marker, or it has been deleted for good. “Versions” lists what there is.
        </Callout>
      )}
      {error && !isMarker && (
        <ErrorNotice
          className="mx-3.5 my-3"
          title={code === 'not-found' ? 'This object is gone' : 'The details could not be read'}
          error={error}
          retrying={isFetching}
          onRetry={() => void refetch()}
        />
      )}
      {data && <Told connection={connection} target={target} details={data} setDialog={setDialog} />}
    </>
  );
}

/** What the server told of the object, and what can be done about it. */
function Told({ connection, target, details, setDialog }: OverviewProps & { details: ObjectDetails }) {
  const canWrite = !connection.readOnly;
  return (
    <>
      {isArchived(details) && !connection.lacks.includes('archive') && (
        <Callout
          className="mx-3.5 mt-3"
          title="In the archive"
          actions={
            canWrite && (
              <Button size="small" onClick={() => setDialog({ kind: 'restore', ...toNamed(target) })}>
                Restore …
              </Button>
            )
          }
        >
          {describeArchive(details)}
        </Callout>
      )}
      {toDetailGroups(details).map((group) => (
        <FieldGroup key={group.title} group={group} />
      ))}
      {canWrite && target.versionId === undefined && (
        <div className="mt-3 px-3.5">
          <Button size="small" onClick={() => setDialog({ kind: 'metadata', ...toNamed(target) })}>
            Edit metadata
          </Button>
        </div>
      )}
      {!connection.lacks.includes('object-attributes') && <AttributesSection target={target} />}
      {!isArchived(details) && <VerifySection connection={connection} target={target} details={details} />}
      {!isArchived(details) && target.versionId === undefined && <TorrentSection target={target} />}
    </>
  );
}

const toNamed = ({ key, versionId }: ObjectTarget): Pick<ObjectTarget, 'key' | 'versionId'> => ({ key, versionId });

/** Classes whose objects must be restored before they can be read (API_RestoreObject). */
function isArchived({ storageClass, archiveStatus }: ObjectDetails): boolean {
  return storageClass === 'GLACIER' || storageClass === 'DEEP_ARCHIVE' || archiveStatus !== null;
}

/** `x-amz-restore` (API_HeadObject): under way, or until when the copy stays. */
function describeArchive({ restore }: ObjectDetails): string {
  if (restore === null) return 'It must be restored before it can be read or downloaded.';
  if (restore.includes('ongoing-request="true"')) return 'It is being restored. This can take hours.';
  const until = /expiry-date="([^"]+)"/u.exec(restore)?.[1];
  return until === undefined ? 'It has been restored.' : `It has been restored, and can be read until ${until}.`;
}

function Addresses({ connection, target: { bucket, key, versionId } }: Omit<OverviewProps, 'setDialog'>) {
  const url = toObjectUrl(connection, bucket, key);
  const addresses: [string, string][] = [
    ['Key', key],
    ['S3 URI', toS3Uri(bucket, key)],
    ['ARN', toObjectArn(bucket, key, connection.region)],
    ['URL', versionId === undefined ? url : `${url}?versionId=${encodeURIComponent(versionId)}`],
  ];
  return (
    <dl aria-label="Addresses" className="mx-3.5 mt-3 rounded-lg border border-line py-1">
      {addresses.map(([name, value]) => (
        <div key={name} className="flex items-center gap-2 pr-1 pl-2.5">
          <dt className="w-[46px] shrink-0 text-sm text-ink-3">{name}</dt>
          <dd className="flex min-w-0 flex-1 items-center gap-1">
            <span className="min-w-0 flex-1 truncate font-mono text-sm">
              <KeyName text={value} />
            </span>
            <CopyButton text={value} what={name} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
