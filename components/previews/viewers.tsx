'use client';

import dynamic from 'next/dynamic';
import type { ComponentType } from 'react';
import { Loading } from '@/components/ui/spinner';
import type { Viewer } from '@/lib/previews/types';
import type { ViewerProps } from './viewer-props';

const loading = () => <Loading className="p-3.5">Loading the viewer</Loading>;

const text = dynamic(() => import('./text-viewer').then((module) => module.TextViewer), { ssr: false, loading });
const media = dynamic(() => import('./media-viewer').then((module) => module.MediaViewer), { ssr: false, loading });

/** Each is loaded when it is first needed. */
export const viewerParts: Record<Viewer, ComponentType<ViewerProps>> = {
  image: dynamic(() => import('./image-viewer').then((module) => module.ImageViewer), { ssr: false, loading }),
  video: media,
  audio: media,
  pdf: dynamic(() => import('./pdf-viewer').then((module) => module.PdfViewer), { ssr: false, loading }),
  text,
  markdown: dynamic(() => import('./markdown-viewer').then((module) => module.MarkdownViewer), { ssr: false, loading }),
  json: dynamic(() => import('./json-viewer').then((module) => module.JsonViewer), { ssr: false, loading }),
  table: dynamic(() => import('./table-viewer').then((module) => module.TableViewer), { ssr: false, loading }),
  parquet: dynamic(() => import('./parquet-viewer').then((module) => module.ParquetViewer), { ssr: false, loading }),
  archive: dynamic(() => import('./archive-viewer').then((module) => module.ArchiveViewer), { ssr: false, loading }),
  hex: dynamic(() => import('./hex-viewer').then((module) => module.HexViewer), { ssr: false, loading }),
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
