'use client';

import { PageFailure } from '@/components/shell/page-failure';

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <main className="flex min-h-full items-center">
      <PageFailure error={error} onRetry={retry} />
    </main>
  );
}
