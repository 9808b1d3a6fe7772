'use client';

import { useQuery } from '@tanstack/react-query';
import { Copy, Download, File, FolderInput, Link2, Trash2, X } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { DetailsPane } from '@/components/shell/slots';
import { Button, IconButton } from '@/components/ui/button';
import { KeyName } from '@/components/ui/key-name';
import { Tabs, type Tab } from '@/components/ui/tabs';
import type { ConnectionView } from '@/lib/connections/types';
import { formatBytes } from '@/lib/format/bytes';
import { getParentPrefix } from '@/lib/client/location';
import { objectDetailsQuery } from '@/lib/objects/queries';
import type { ObjectTarget } from '@/lib/objects/schema';
import type { ObjectDetails } from '@/lib/objects/types';
import { DetailsOverview } from './details-overview';
import type { OpenDialog } from './dialogs';
import type { BrowserActs } from './use-acts';
import { note } from './use-browse-state';

const PreviewTab = dynamic(() => import('@/components/previews/preview-tab').then((module) => module.PreviewTab), {
  ssr: false,
});

const Timeline = dynamic(() => import('@/components/versions/timeline').then((module) => module.Timeline), {
  ssr: false,
});

const TagsTab = dynamic(() => import('@/components/object-properties/tags-tab').then((module) => module.TagsTab), {
  ssr: false,
});
const AccessTab = dynamic(
  () => import('@/components/object-properties/access-tab').then((module) => module.AccessTab),
  { ssr: false },
);
const LockTab = dynamic(() => import('@/components/object-properties/lock-tab').then((module) => module.LockTab), {
  ssr: false,
});

export interface DetailsPanelProps {
  connection: ConnectionView;
  bucket: string;
  objectKey: string;
  /** `null` for the current version. */
  versionId: string | null;
  acts: BrowserActs;
  setDialog: (dialog: OpenDialog) => void;
  onClose: () => void;
}

type TabName = 'overview' | 'preview' | 'versions' | 'tags' | 'access' | 'lock';

/** One object in full, beside the list. What each tab shows is asked for when it is opened. */
export function DetailsPanel(props: DetailsPanelProps) {
  const { connection, bucket, objectKey, versionId, acts, setDialog, onClose } = props;
  const [tab, setTab] = useState<TabName>('overview');
  const target: ObjectTarget = {
    connection: connection.id,
    bucket,
    key: objectKey,
    ...(versionId !== null && { versionId }),
  };
  const { data } = useQuery(objectDetailsQuery(target));
  const name = objectKey.slice(getParentPrefix(objectKey).length);
  const id = `${objectKey}\n${versionId}`;
  const isReadOnly = connection.readOnly;
  const all: (Tab<TabName> & { capability: string | null })[] = [
    {
      value: 'overview',
      label: 'Overview',
      capability: null,
      content: () => <DetailsOverview key={id} connection={connection} target={target} setDialog={setDialog} />,
    },
    {
      value: 'preview',
      label: 'Preview',
      capability: null,
      content: () => <PreviewTab key={id} target={target} isReadOnly={isReadOnly} />,
    },
    {
      value: 'versions',
      label: 'Versions',
      capability: 'bucket-versioning',
      content: () => (
        <Timeline key={objectKey} connection={connection} target={target} acts={acts} setDialog={setDialog} />
      ),
    },
    {
      value: 'tags',
      label: 'Tags',
      capability: 'object-tagging',
      content: () => <TagsTab key={id} target={target} isReadOnly={isReadOnly} />,
    },
    {
      value: 'access',
      label: 'Access',
      capability: 'object-acl',
      content: () => <AccessTab key={id} target={target} isReadOnly={isReadOnly} />,
    },
    {
      value: 'lock',
      label: 'Protection',
      capability: 'bucket-object-lock',
      content: () => <LockTab key={id} target={target} isReadOnly={isReadOnly} />,
    },
  ];
  const tabs = all.filter(({ capability }) => capability === null || !connection.lacks.includes(capability));
  return (
    <DetailsPane>
      <section aria-label="Details" className="pb-6">
        <header className="sticky top-0 z-10 border-b border-line bg-surface py-2.5 pr-2 pl-3.5">
          <div className="flex items-start gap-2">
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
          </div>
          {versionId !== null && <VersionLine versionId={versionId} objectKey={objectKey} />}
        </header>
        <Actions {...props} sizeBytes={data?.sizeBytes ?? 0} />
        <Tabs label="About this object" tabs={tabs} value={tab} onValueChange={setTab} />
      </section>
    </DetailsPane>
  );
}

function toSummary({ sizeBytes, systemMetadata }: ObjectDetails): string {
  const type = systemMetadata.find(({ name }) => name.toLowerCase() === 'content-type')?.value;
  return type ? `${formatBytes(sizeBytes)} · ${type}` : formatBytes(sizeBytes);
}

/** That one version is looked at, and the way to the current one. */
function VersionLine({ versionId, objectKey }: { versionId: string; objectKey: string }) {
  return (
    <p className="mt-1 flex items-center gap-2 text-sm text-ink-3">
      <span className="shrink-0">Version</span>
      <span className="min-w-0 flex-1 truncate font-mono">{versionId}</span>
      <Button size="small" variant="quiet" onClick={() => note({ key: objectKey })}>
        Show the current one
      </Button>
    </p>
  );
}

function Actions(props: DetailsPanelProps & { sizeBytes: number }) {
  const { connection, bucket, objectKey, versionId, sizeBytes, acts, setDialog } = props;
  const version = versionId ?? undefined;
  const deleteThis = (): void => {
    if (versionId === null) acts.deleteObject(objectKey, sizeBytes);
    else {
      const versions = [{ key: objectKey, versionId, sizeBytes, isMarker: false }];
      setDialog({ kind: 'delete', deletion: { kind: 'versions', connection: connection.id, bucket, versions } });
    }
  };
  return (
    <div className="flex flex-wrap gap-1 px-3.5 pt-3 pb-2">
      <Button
        className="px-2!"
        icon={<Download size={14} aria-hidden="true" />}
        onClick={() => acts.downloadOne({ key: objectKey, versionId: version })}
      >
        Download
      </Button>
      <Button
        className="px-2!"
        icon={<Link2 size={14} aria-hidden="true" />}
        onClick={() => setDialog({ kind: 'share', key: objectKey, versionId: version, method: 'GET' })}
      >
        Share
      </Button>
      {!connection.readOnly && (
        <IconButton
          label="Copy to …"
          variant="default"
          onClick={() => setDialog({ kind: 'copy', mode: 'copy', key: objectKey, versionId: version })}
        >
          <Copy size={14} aria-hidden="true" />
        </IconButton>
      )}
      {!connection.readOnly && versionId === null && (
        <IconButton
          label="Move or rename …"
          variant="default"
          onClick={() => setDialog({ kind: 'copy', mode: 'move', key: objectKey })}
        >
          <FolderInput size={14} aria-hidden="true" />
        </IconButton>
      )}
      {!connection.readOnly && (
        <IconButton
          label={versionId === null ? 'Delete this object' : 'Delete this version'}
          variant="default"
          onClick={deleteThis}
        >
          <Trash2 size={14} aria-hidden="true" />
        </IconButton>
      )}
    </div>
  );
}
