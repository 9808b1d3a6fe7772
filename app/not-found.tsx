import { SearchX } from 'lucide-react';
import { buttonClass } from '@/components/ui/button-class';
import { EmptyState } from '@/components/ui/empty-state';
import { homeRoute } from '@/lib/client/routes';

/** Goes along with every page, so it is drawn by the server alone and its link is a plain one. */
export default function NotFound() {
  return (
    <main className="flex min-h-full items-center">
      <title>Not found · Cooper</title>
      <h1 className="sr-only">Not found</h1>
      <EmptyState
        icon={<SearchX size={28} />}
        title="There is no such page"
        actions={
          <a href={homeRoute} className={buttonClass()}>
            All connections
          </a>
        }
      >
        The address may be of a connection that is no longer configured.
      </EmptyState>
    </main>
  );
}
