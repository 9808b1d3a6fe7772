import type { Metadata } from 'next';
import { AccessScreen } from '@/components/access/screen';
import { accessRoute } from '@/lib/client/routes';
import { describeSettings } from '@/lib/settings/operations';
import { requireOpenConnection } from '../../../../../connections';

type AccessPageProps = PageProps<'/c/[connection]/b/[bucket]/access'>;

export async function generateMetadata({ params }: AccessPageProps): Promise<Metadata> {
  return { title: `Who gets into ${decodeURIComponent((await params).bucket)}` };
}

export default async function AccessPage({ params, searchParams }: AccessPageProps) {
  const { connection: segment, bucket: bucketSegment } = await params;
  const bucket = decodeURIComponent(bucketSegment);
  const { key } = await searchParams;
  const object = typeof key === 'string' && key !== '' ? key : null;
  const route = accessRoute(decodeURIComponent(segment), bucket, object ?? undefined);
  const connection = await requireOpenConnection(segment, route);
  const titles = Object.fromEntries(describeSettings().map(({ id, title }) => [id, title]));
  return (
    <AccessScreen
      key={`${bucket} ${object ?? ''}`}
      connectionId={connection.id}
      bucket={bucket}
      objectKey={object}
      titles={titles}
    />
  );
}
