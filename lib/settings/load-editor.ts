import type { SettingEditor } from './define';

/**
 * The editor of a setting, with its schema and its conversion, fetched when somebody opens it. The bundler finds them by
 * their folders, so that there is one list of settings, all.ts, and a test holds folders and list together.
 */
export async function loadEditor(id: string): Promise<SettingEditor> {
  const module = (await import(`./${id}/editor.tsx`)) as { editor: SettingEditor };
  return module.editor;
}
