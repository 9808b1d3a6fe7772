import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { SettingScreen } from '@/components/bucket-settings/screen';
import { settingsRoute } from '@/lib/client/routes';
import { describeSettings } from '@/lib/settings/operations';
import { requireOpenConnection } from '../../../../../../connections';

type SettingPageProps = PageProps<'/c/[connection]/b/[bucket]/settings/[setting]'>;

const findSetting = (id: string) => describeSettings().find((setting) => setting.id === id);

export async function generateMetadata({ params }: SettingPageProps): Promise<Metadata> {
  const { bucket, setting } = await params;
  return { title: `${findSetting(setting)?.title ?? 'Settings'} of ${decodeURIComponent(bucket)}` };
}

export default async function SettingPage({ params }: SettingPageProps) {
  const { connection: segment, bucket: bucketSegment, setting: id } = await params;
  const bucket = decodeURIComponent(bucketSegment);
  const connection = await requireOpenConnection(segment, settingsRoute(decodeURIComponent(segment), bucket, id));
  const setting = findSetting(id);
  if (!setting) notFound();
  return <SettingScreen key={`${bucket} ${id}`} connectionId={connection.id} bucket={bucket} setting={setting} />;
}
