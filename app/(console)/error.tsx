'use client';

import { PageFailure } from '@/components/shell/page-failure';

/** Inside the shell, so that the way to other pages stays. */
export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return <PageFailure error={error} onRetry={retry} />;
}
