'use client';

import { useQuery } from '@tanstack/react-query';
import { RotateCw } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { BucketTabs } from '@/components/bucket-settings/tabs';
import { StateBadge } from '@/components/bucket-settings/row-state';
import { PageActions } from '@/components/shell/slots';
import { Button, IconButton } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { KeyName } from '@/components/ui/key-name';
import { Loading } from '@/components/ui/spinner';
import { TextInput } from '@/components/ui/text-input';
import { effectiveAccessQuery } from '@/lib/access/queries';
import type { AccessSource } from '@/lib/access/types';
import { accessRoute, settingsRoute } from '@/lib/client/routes';
import { AccessProbe } from './probe';
import { AccessRows } from './rows';

interface AccessScreenProps {
  connectionId: string;
  bucket: string;
  /** The object that is asked about; `null` for objects in general. */
  objectKey: string | null;
  /** Titles of settings by id. */
  titles: Record<string, string>;
}

/** Who gets into a bucket: what policy, ACLs, public access block and ownership come to, and what the world really gets. */
export function AccessScreen({ connectionId: connection, bucket, objectKey, titles }: AccessScreenProps) {
  const target = { connection, bucket, key: objectKey };
  const report = useQuery(effectiveAccessQuery(target));
  return (
    <>
      <BucketTabs connection={connection} bucket={bucket} current="access" />
      <PageActions>
        <IconButton label="Read again" pending={report.isFetching} onClick={() => void report.refetch()}>
          <RotateCw size={15} aria-hidden="true" />
        </IconButton>
      </PageActions>
      <div className="mx-auto w-full max-w-[1100px] px-3.5 py-4">
        <h1 className="text-xl font-semibold">
          Who gets into <KeyName text={bucket} />
        </h1>
        <p className="mt-0.5 max-w-[80ch] text-ink-2">
          By its policy, access control list, public access block, object ownership and who pays, taken together. What
          policies of accounts (IAM) add or take away is not known here.
        </p>
        <ObjectForm connection={connection} bucket={bucket} objectKey={objectKey} />
        {report.isError && (
          <ErrorNotice
            className="mt-4"
            title="Access could not be worked out"
            error={report.error}
            onRetry={() => void report.refetch()}
            retrying={report.isFetching}
          />
        )}
        {report.isPending && <Loading className="py-4">Reading what decides it</Loading>}
        {report.data && (
          <>
            <AccessProbe target={target} report={report.data} />
            <AccessRows rows={report.data.rows} objectKey={objectKey} />
            <Sources
              sources={report.data.sources}
              titles={titles}
              toHref={(id) => settingsRoute(connection, bucket, id)}
            />
          </>
        )}
      </div>
    </>
  );
}

function ObjectForm({
  connection,
  bucket,
  objectKey,
}: Omit<AccessScreenProps, 'titles' | 'connectionId'> & { connection: string }) {
  const router = useRouter();
  const [key, setKey] = useState(objectKey ?? '');
  return (
    <form
      noValidate
      className="mt-3 flex max-w-[620px] items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        router.push(accessRoute(connection, bucket, key === '' ? undefined : key));
      }}
    >
      <Field label="Key of an object" hint="optional" className="min-w-0 flex-1">
        <TextInput mono spellCheck={false} autoComplete="off" value={key} onValueChange={setKey} />
      </Field>
      <Button type="submit">Ask about it</Button>
    </form>
  );
}

interface SourcesProps {
  sources: AccessSource[];
  titles: Record<string, string>;
  toHref: (id: string) => ReturnType<typeof settingsRoute>;
}

function Sources({ sources, titles, toHref }: SourcesProps) {
  return (
    <section aria-label="What decides" className="mt-6">
      <h2 className="text-lg font-semibold">What decides</h2>
      <ul className="mt-2 rounded-lg border border-line">
        {sources.map(({ setting, state, summary }) => (
          <li key={setting} className="border-line not-last:border-b">
            <Link
              href={toHref(setting)}
              prefetch={false}
              className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2 hover:bg-sunken focus-visible:-outline-offset-2"
            >
              <span className="w-[200px] shrink-0 font-medium">{titles[setting] ?? setting}</span>
              <StateBadge state={state} />
              <span className="min-w-0 break-words text-ink-2">{summary}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
