import type { Metadata } from 'next';
import { SettingsOverview } from '@/components/bucket-settings/overview';
import { settingsRoute } from '@/lib/client/routes';
import { describeSettings } from '@/lib/settings/operations';
import { requireOpenConnection } from '../../../../../connections';

type SettingsPageProps = PageProps<'/c/[connection]/b/[bucket]/settings'>;

export async function generateMetadata({ params }: SettingsPageProps): Promise<Metadata> {
  return { title: `Settings of ${decodeURIComponent((await params).bucket)}` };
}

export default async function SettingsPage({ params }: SettingsPageProps) {
  const { connection: segment, bucket: bucketSegment } = await params;
  const bucket = decodeURIComponent(bucketSegment);
  const connection = await requireOpenConnection(segment, settingsRoute(decodeURIComponent(segment), bucket));
  return <SettingsOverview connectionId={connection.id} bucket={bucket} settings={describeSettings()} />;
}
