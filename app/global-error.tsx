'use client';

import { PageFailure } from '@/components/shell/page-failure';
import './globals.css';

export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Cooper met an error</title>
        <main className="flex min-h-full items-center">
          <PageFailure error={error} onRetry={retry} />
        </main>
      </body>
    </html>
  );
}
