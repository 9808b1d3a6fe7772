import type { Metadata } from 'next';
import { Brand } from '@/components/shell/brand';
import { SignInScreen } from '@/components/connections/sign-in-screen';
import { toReturnRoute } from '@/lib/client/routes';
import { listConnections } from '@/lib/connections/operations';

export const metadata: Metadata = { title: 'Sign in' };

interface SignInPageProps {
  searchParams: Promise<{ connection?: string | string[]; next?: string | string[] }>;
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { connection, next } = await searchParams;
  return (
    <main className="mx-auto flex min-h-full w-full max-w-[408px] flex-col justify-center px-4 py-10">
      <Brand className="mb-6 justify-center" />
      <div className="rounded-xl border border-line bg-surface p-5 shadow-pop">
        <h1 className="mb-4 text-xl font-semibold">Sign in</h1>
        <SignInScreen
          connections={await listConnections()}
          preferred={typeof connection === 'string' ? connection : null}
          next={toReturnRoute(next)}
        />
      </div>
    </main>
  );
}
