import { amazonOnlySettings, defineProvider, serverProduct } from './define.ts';

export const seaweedfs = defineProvider({
  id: 'seaweedfs',
  name: 'SeaweedFS',
  // registerRouter in weed/s3api/s3api_server.go: GET of logging, notification, replication and website answers that nothing
  // is set, whatever was PUT; without a route of their own PUT of them makes a bucket and DELETE deletes it. Of request
  // payment it takes the owner alone.
  lacks: [
    ...amazonOnlySettings,
    'bucket-logging',
    'bucket-notification',
    'bucket-replication',
    'bucket-website',
    'directory-buckets',
    'request-payment',
  ],
  ...serverProduct('SeaweedFS'),
});
