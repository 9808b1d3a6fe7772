import type { Metadata } from 'next';
import { ObjectBrowser } from '@/components/objects/object-browser';
import { fromBrowseQuery, objectsRoute } from '@/lib/client/routes';
import { requireOpenConnection } from '../../../../connections';

type BucketPageProps = PageProps<'/c/[connection]/b/[bucket]'>;

export async function generateMetadata({ params }: BucketPageProps): Promise<Metadata> {
  return { title: decodeURIComponent((await params).bucket) };
}

export default async function BucketPage({ params, searchParams }: BucketPageProps) {
  const { connection: segment, bucket: bucketSegment } = await params;
  const bucket = decodeURIComponent(bucketSegment);
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(await searchParams)) {
    for (const each of [value ?? []].flat()) query.append(name, each);
  }
  const page = objectsRoute(decodeURIComponent(segment), bucket, fromBrowseQuery(query));
  const connection = await requireOpenConnection(segment, page);
  return <ObjectBrowser connectionId={connection.id} bucket={bucket} />;
}
