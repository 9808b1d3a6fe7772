'use client';

import { json, jsonParseLinter } from '@codemirror/lang-json';
import { linter } from '@codemirror/lint';
import type { Extension } from '@codemirror/state';
import { useMemo } from 'react';
import { CodeEditor, type CodeEditorProps } from './code-editor';

const basic: readonly Extension[] = [json(), linter(jsonParseLinter())];

export interface JsonEditorProps extends Omit<CodeEditorProps, 'extensions'> {
  /** Completion and lint of what the document is; the array must stay the same one. */
  more?: readonly Extension[];
}

/** A text editor for JSON that underlines where it breaks off. Large: load it when it is needed. */
export function JsonEditor({ more, ...props }: JsonEditorProps) {
  const extensions = useMemo(() => (more ? [...basic, ...more] : basic), [more]);
  return <CodeEditor {...props} extensions={extensions} />;
}
