import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Brand } from '@/components/shell/brand';
import { ErrorPage } from '@/components/shell/error-page';
import { readErrorPage } from '@/lib/errors/read-page';

type ErrorCodePageProps = PageProps<'/errors/[code]'>;

export async function generateMetadata({ params }: ErrorCodePageProps): Promise<Metadata> {
  const page = await readErrorPage((await params).code);
  return { title: page?.title ?? 'Not found' };
}

/** Cause and remedy of an error, for everybody: it holds nothing but documentation. */
export default async function ErrorCodePage({ params }: ErrorCodePageProps) {
  const page = await readErrorPage((await params).code);
  if (!page) notFound();
  return (
    <main className="mx-auto max-w-[640px] px-4 py-8">
      <Brand className="mb-6" />
      <ErrorPage page={page} />
    </main>
  );
}
