import type { Metadata } from 'next';
import { CompareScreen } from '@/components/bucket-settings/compare-screen';
import { settingsRoute } from '@/lib/client/routes';
import { describeSettings } from '@/lib/settings/operations';
import { requireOpenConnection } from '../../../../../../connections';

type ComparePageProps = PageProps<'/c/[connection]/b/[bucket]/settings/compare'>;

export async function generateMetadata({ params }: ComparePageProps): Promise<Metadata> {
  return { title: `Compare settings of ${decodeURIComponent((await params).bucket)}` };
}

export default async function ComparePage({ params }: ComparePageProps) {
  const { connection: segment, bucket: bucketSegment } = await params;
  const bucket = decodeURIComponent(bucketSegment);
  const route = settingsRoute(decodeURIComponent(segment), bucket, 'compare');
  const connection = await requireOpenConnection(segment, route);
  return <CompareScreen key={bucket} connectionId={connection.id} bucket={bucket} settings={describeSettings()} />;
}
