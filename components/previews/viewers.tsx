'use client';

import dynamic from 'next/dynamic';
import type { ComponentType } from 'react';
import { Loading } from '@/components/ui/spinner';
import type { Viewer } from '@/lib/previews/types';
import type { ViewerProps } from './viewer-props';

const loading = () => <Loading className="p-3.5">Loading the viewer</Loading>;
const options = { ssr: false, loading } as const;

const text = dynamic(() => import('./text-viewer').then((module) => module.TextViewer), options);
const media = dynamic(() => import('./media-viewer').then((module) => module.MediaViewer), options);

/** Each is loaded when it is first needed. */
export const viewerParts: Record<Viewer, ComponentType<ViewerProps>> = {
  image: dynamic(() => import('./image-viewer').then((module) => module.ImageViewer), options),
  video: media,
  audio: media,
  pdf: dynamic(() => import('./pdf-viewer').then((module) => module.PdfViewer), options),
  text,
  markdown: dynamic(() => import('./markdown-viewer').then((module) => module.MarkdownViewer), options),
  json: dynamic(() => import('./json-viewer').then((module) => module.JsonViewer), options),
  table: dynamic(() => import('./table-viewer').then((module) => module.TableViewer), options),
  parquet: dynamic(() => import('./parquet-viewer').then((module) => module.ParquetViewer), options),
  archive: dynamic(() => import('./archive-viewer').then((module) => module.ArchiveViewer), options),
  hex: dynamic(() => import('./hex-viewer').then((module) => module.HexViewer), options),
};

export const viewerTitles: Record<Viewer, string> = {
  image: 'Image',
  video: 'Video',
  audio: 'Sound',
  pdf: 'PDF',
  text: 'Text',
  markdown: 'Markdown',
  json: 'JSON tree',
  table: 'Table',
  parquet: 'Parquet',
  archive: 'ZIP archive',
  hex: 'Hex',
};
