import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import { connection } from 'next/server';
import type { ReactNode } from 'react';
import { Providers } from '@/components/shell/providers';
import { themeCookieName, toTheme } from '@/components/shell/theme';
import './globals.css';

export const metadata: Metadata = {
  title: { template: '%s · Cooper', default: 'Cooper' },
  description: 'A bucket browser and admin console for S3 and everything that speaks S3.',
  robots: { index: false, follow: false },
};

export const viewport: Viewport = { colorScheme: 'light dark' };

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Every page is rendered per request: the nonce of the content security policy is in it.
  await connection();
  const theme = toTheme((await cookies()).get(themeCookieName)?.value);
  return (
    // The switch changes the attribute before React has seen the page.
    <html lang="en" suppressHydrationWarning {...(theme !== 'system' && { 'data-theme': theme })}>
      <body>
        <Providers>{children}</Providers>
      </body>
    </html>
  );
}
