'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { classNames } from '@/components/ui/class-names';
import { applyTheme, themes, type Theme } from './theme';

const looks: Record<Theme, { label: string; icon: ReactNode }> = {
  system: { label: 'As the system', icon: <Monitor size={14} aria-hidden="true" /> },
  light: { label: 'Light', icon: <Sun size={14} aria-hidden="true" /> },
  dark: { label: 'Dark', icon: <Moon size={14} aria-hidden="true" /> },
};

/** Light, dark, or as the system says. */
export function ThemeSwitch({ initial }: { initial: Theme }) {
  const [theme, setTheme] = useState(initial);
  return (
    <div role="group" aria-label="Theme" className="flex gap-0.5 rounded-md border border-line p-px">
      {themes.map((choice) => (
        <button
          key={choice}
          type="button"
          aria-label={looks[choice].label}
          title={looks[choice].label}
          aria-pressed={choice === theme}
          className={classNames(
            'flex size-6 items-center justify-center rounded text-ink-3 hover:text-ink',
            choice === theme && 'bg-select text-ink',
          )}
          onClick={() => {
            applyTheme(choice);
            setTheme(choice);
          }}
        >
          {looks[choice].icon}
        </button>
      ))}
    </div>
  );
}
