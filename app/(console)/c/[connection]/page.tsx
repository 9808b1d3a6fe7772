import type { Metadata } from 'next';
import { BucketsScreen } from '@/components/buckets/screen';
import { bucketsRoute } from '@/lib/client/routes';
import { requireOpenConnection } from '../../connections';

export const metadata: Metadata = { title: 'Buckets' };

export default async function BucketsPage({ params }: PageProps<'/c/[connection]'>) {
  const { connection: segment } = await params;
  const connection = await requireOpenConnection(segment, bucketsRoute(decodeURIComponent(segment)));
  return <BucketsScreen connectionId={connection.id} />;
}
