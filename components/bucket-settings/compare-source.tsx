'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { FileUp } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { KeyName } from '@/components/ui/key-name';
import { Loading } from '@/components/ui/spinner';
import { parseExport, toExport, type ParsedExport, type SettingsExport } from '@/lib/settings/export';
import { settingRowsQuery } from '@/lib/settings/queries';

interface CompareSourceProps {
  connection: string;
  bucket: string;
  titles: Record<string, string>;
  settingCount: number;
  onSource: (source: SettingsExport | null, isFile: boolean) => void;
}

interface ChosenFile {
  name: string;
  document: SettingsExport;
}

/** An export of a bucket is some kilobytes long; this keeps a wrong file from filling the tab. */
const maxFileBytes = 2_000_000;

async function readFile(file: File): Promise<ParsedExport> {
  if (file.size > maxFileBytes) return { ok: false, problem: 'The file is too large for an export.' };
  return parseExport(await file.text());
}

/** Where settings come from: this bucket as it is now, or a document that was exported. */
export function CompareSource({ connection, bucket, titles, settingCount, onSource }: CompareSourceProps) {
  const rows = useQuery(settingRowsQuery({ connection, bucket }, useQueryClient()));
  const [file, setFile] = useState<ChosenFile | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const read = Object.values(rows.data ?? {});
  const isRead = !rows.isFetching && read.length >= settingCount;
  // While rows come in there is no source; a file is one, whatever becomes of them.
  const source = file ?? (isRead ? (rows.data ?? null) : null);
  const tell = useEffectEvent(() => {
    if (file) onSource(file.document, true);
    else onSource(isRead ? toExport(bucket, read) : null, false);
  });
  useEffect(() => tell(), [source]);
  const take = async (chosen: File) => {
    const parsed = await readFile(chosen);
    setProblem(parsed.ok ? null : parsed.problem);
    if (parsed.ok) setFile({ name: chosen.name, document: parsed.document });
  };
  return (
    <section aria-label="From">
      <h2 className="text-lg font-semibold">From</h2>
      {file ? (
        <FileName file={file} />
      ) : (
        <>
          <p className="mt-1">This bucket, as it is now</p>
          {isRead && <Unread missing={toExport(bucket, read).missing} titles={titles} />}
          {!isRead && <Reading error={rows.error} />}
        </>
      )}
      <div className="mt-2 flex flex-wrap gap-2">
        <ImportButton onChoose={take} />
        {file && <Button onClick={() => setFile(null)}>Use this bucket</Button>}
      </div>
      {problem !== null && (
        <p role="alert" className="mt-1 text-sm text-danger">
          {problem}
        </p>
      )}
    </section>
  );
}

function ImportButton({ onChoose }: { onChoose: (file: File) => Promise<void> }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button icon={<FileUp size={14} aria-hidden="true" />} onClick={() => input.current?.click()}>
        Import a document
      </Button>
      <input
        ref={input}
        type="file"
        accept="application/json,.json"
        aria-label="Exported settings"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          const [chosen] = event.target.files ?? [];
          // The same file may be chosen again.
          if (!chosen) return;
          void onChoose(chosen).finally(() => {
            if (input.current) input.current.value = '';
          });
        }}
      />
    </>
  );
}

function FileName({ file }: { file: ChosenFile }) {
  return (
    <p className="mt-1 min-w-0 break-words">
      The file <KeyName text={file.name} className="font-mono text-sm" />, settings of{' '}
      <KeyName text={file.document.bucket} className="font-mono text-sm" />
    </p>
  );
}

function Reading({ error }: { error: Error | null }) {
  if (!error) return <Loading className="mt-1">Reading the settings</Loading>;
  return <ErrorNotice className="mt-2" title="The settings could not be read" error={error} />;
}

function Unread({ missing, titles }: { missing: Record<string, string>; titles: Record<string, string> }) {
  const reasons = Object.entries(missing);
  if (reasons.length === 0) return null;
  return (
    <details className="mt-1 text-sm text-ink-3">
      <summary>{reasons.length} of them could not be read or are not offered</summary>
      <ul className="mt-1">
        {reasons.map(([id, reason]) => (
          <li key={id}>{`${titles[id] ?? id}: ${reason}`}</li>
        ))}
      </ul>
    </details>
  );
}
