import { SearchX } from 'lucide-react';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { homeRoute } from '@/lib/client/routes';

export default function NotFound() {
  return (
    <main className="flex min-h-full items-center">
      <title>Not found · Cooper</title>
      <h1 className="sr-only">Not found</h1>
      <EmptyState
        icon={<SearchX size={28} />}
        title="There is no such page"
        actions={<ButtonLink href={homeRoute}>All connections</ButtonLink>}
      >
        The address may be of a connection that is no longer configured.
      </EmptyState>
    </main>
  );
}
