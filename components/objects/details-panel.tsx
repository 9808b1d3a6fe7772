'use client';

import { useQuery } from '@tanstack/react-query';
import { Download, File, Link2, Trash2, X } from 'lucide-react';
import { DetailsPane } from '@/components/shell/slots';
import { Button, IconButton } from '@/components/ui/button';
import { classNames } from '@/components/ui/class-names';
import { CopyButton } from '@/components/ui/copy-button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { KeyName } from '@/components/ui/key-name';
import { Loading } from '@/components/ui/spinner';
import type { ConnectionView } from '@/lib/connections/types';
import { formatBytes } from '@/lib/format/bytes';
import { toObjectArn, toObjectUrl } from '@/lib/format/address';
import { getParentPrefix, toS3Uri } from '@/lib/client/location';
import { objectDetailsQuery } from '@/lib/objects/queries';
import type { ObjectDetails } from '@/lib/objects/types';
import { toDetailGroups, type DetailField, type DetailGroup } from './details-fields';

export interface DetailsPanelProps {
  connection: ConnectionView;
  bucket: string;
  objectKey: string;
  onClose: () => void;
  onDownload: (key: string) => void;
  onShare: (key: string) => void;
  onDelete: (key: string, sizeBytes: number) => void;
}

/** One object in full, beside the list. */
export function DetailsPanel(props: DetailsPanelProps) {
  const { connection, bucket, objectKey, onClose } = props;
  const { data, error, isPending, isFetching, refetch } = useQuery(
    objectDetailsQuery({ connection: connection.id, bucket, key: objectKey }),
  );
  const name = objectKey.slice(getParentPrefix(objectKey).length);
  return (
    <DetailsPane>
      <section aria-label="Details" className="pb-6">
        <header className="sticky top-0 z-10 flex items-start gap-2 border-b border-line bg-surface py-2.5 pr-2 pl-3.5">
          <File size={16} strokeWidth={1.5} aria-hidden="true" className="mt-1 shrink-0 text-ink-3" />
          <div className="min-w-0 flex-1">
            <h2 className="text-lg font-semibold break-words">
              <KeyName text={name} />
            </h2>
            {data && <p className="text-ink-3">{toSummary(data)}</p>}
          </div>
          <IconButton label="Close the details" size="small" onClick={onClose}>
            <X size={15} aria-hidden="true" />
          </IconButton>
        </header>
        <Actions {...props} sizeBytes={data?.sizeBytes ?? 0} />
        <Copies connection={connection} bucket={bucket} objectKey={objectKey} />
        {isPending && <Loading className="px-3.5 py-3">Reading the object’s details</Loading>}
        {error && (
          <ErrorNotice
            className="mx-3.5 my-3"
            title={error.name === 'AppError' && isGone(error) ? 'This object is gone' : 'The details could not be read'}
            error={error}
            retrying={isFetching}
            onRetry={() => void refetch()}
          />
        )}
        {data && toDetailGroups(data).map((group) => <Group key={group.title} group={group} />)}
      </section>
    </DetailsPane>
  );
}

function isGone(error: Error): boolean {
  return 'code' in error && error.code === 'not-found';
}

function toSummary({ sizeBytes, systemMetadata }: ObjectDetails): string {
  const type = systemMetadata.find(({ name }) => name.toLowerCase() === 'content-type')?.value;
  return type ? `${formatBytes(sizeBytes)} · ${type}` : formatBytes(sizeBytes);
}

function Actions(props: DetailsPanelProps & { sizeBytes: number }) {
  const { connection, objectKey, sizeBytes, onDownload, onShare, onDelete } = props;
  return (
    <div className="flex flex-wrap gap-1.5 px-3.5 pt-3">
      <Button icon={<Download size={14} aria-hidden="true" />} onClick={() => onDownload(objectKey)}>
        Download
      </Button>
      <Button icon={<Link2 size={14} aria-hidden="true" />} onClick={() => onShare(objectKey)}>
        Share
      </Button>
      {!connection.readOnly && (
        <IconButton label="Delete this object" variant="default" onClick={() => onDelete(objectKey, sizeBytes)}>
          <Trash2 size={14} aria-hidden="true" />
        </IconButton>
      )}
    </div>
  );
}

interface CopiesProps {
  connection: ConnectionView;
  bucket: string;
  objectKey: string;
}

function Copies({ connection, bucket, objectKey }: CopiesProps) {
  const addresses: [string, string][] = [
    ['Key', objectKey],
    ['S3 URI', toS3Uri(bucket, objectKey)],
    ['ARN', toObjectArn(bucket, objectKey, connection.region)],
    ['URL', toObjectUrl(connection, bucket, objectKey)],
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

function Group({ group }: { group: DetailGroup }) {
  return (
    <section className="mt-4 px-3.5">
      <h3 className="text-xs font-semibold text-ink-3">{group.title}</h3>
      <dl>
        {group.fields.map((field, index) => (
          <Field key={`${field.name} ${index}`} field={field} />
        ))}
      </dl>
    </section>
  );
}

function Field({ field }: { field: DetailField }) {
  return (
    <div className="grid min-h-[26px] grid-cols-[104px_minmax(0,1fr)] items-center gap-x-2">
      <dt className="py-0.5 break-words text-ink-3">{field.name}</dt>
      <dd title={field.title} className="flex items-center gap-1 py-0.5">
        <span
          className={classNames(
            'min-w-0 flex-1',
            field.isMono ? 'font-mono text-sm break-all' : 'break-words tabular-nums',
          )}
        >
          <KeyName text={field.value} />
        </span>
        {field.isCopied && <CopyButton text={field.value} what={field.name} className="-mr-2" />}
      </dd>
    </div>
  );
}
