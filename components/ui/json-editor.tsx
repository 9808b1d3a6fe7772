'use client';

import { json, jsonParseLinter } from '@codemirror/lang-json';
import { linter } from '@codemirror/lint';
import { CodeEditor, type CodeEditorProps } from './code-editor';

const extensions = [json(), linter(jsonParseLinter())];

/** A text editor for JSON that underlines where it breaks off. Large: load it when it is needed. */
export function JsonEditor(props: Omit<CodeEditorProps, 'extensions'>) {
  return <CodeEditor {...props} extensions={extensions} />;
}
