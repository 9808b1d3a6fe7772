/** What the switch offers. `system` follows the browser's preference. */
export const themes = ['system', 'light', 'dark'] as const;

export type Theme = (typeof themes)[number];

/** The server reads it to mark the page before the first paint. */
export const themeCookieName = 'theme';

export function toTheme(value: string | undefined): Theme {
  return value === 'light' || value === 'dark' ? value : 'system';
}

const secondsPerYear = 31_536_000;

/** Changes the page at once and keeps the choice for a year. */
export function applyTheme(theme: Theme): void {
  const root = document.documentElement;
  if (theme === 'system') delete root.dataset['theme'];
  else root.dataset['theme'] = theme;
  const maxAgeSeconds = theme === 'system' ? 0 : secondsPerYear;
  document.cookie = `${themeCookieName}=${theme}; path=/; max-age=${maxAgeSeconds}; samesite=lax`;
}
