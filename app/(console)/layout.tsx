import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { JobProvider } from '@/components/jobs/provider';
import { AppShell } from '@/components/shell/app-shell';
import { themeCookieName, toTheme } from '@/components/shell/theme';
import { UploadProvider } from '@/components/uploads/provider';
import { readConnections } from './connections';

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const theme = toTheme((await cookies()).get(themeCookieName)?.value);
  return (
    <AppShell connections={await readConnections()} theme={theme}>
      <UploadProvider>{children}</UploadProvider>
      <JobProvider />
    </AppShell>
  );
}
