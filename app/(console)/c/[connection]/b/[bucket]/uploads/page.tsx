import type { Metadata } from 'next';
import { IncompleteUploadsScreen } from '@/components/incomplete-uploads/screen';
import { incompleteUploadsRoute } from '@/lib/client/routes';
import { requireOpenConnection } from '../../../../../connections';

type UploadsPageProps = PageProps<'/c/[connection]/b/[bucket]/uploads'>;

export async function generateMetadata({ params }: UploadsPageProps): Promise<Metadata> {
  return { title: `Incomplete uploads of ${decodeURIComponent((await params).bucket)}` };
}

export default async function UploadsPage({ params }: UploadsPageProps) {
  const { connection: segment, bucket: bucketSegment } = await params;
  const bucket = decodeURIComponent(bucketSegment);
  const connection = await requireOpenConnection(segment, incompleteUploadsRoute(decodeURIComponent(segment), bucket));
  return <IncompleteUploadsScreen connectionId={connection.id} bucket={bucket} />;
}
