import { expect, it } from 'vitest';
import { scanEntries } from './version-order.ts';

it('reads the order of versions and markers, whatever their keys say', () => {
  const xml =
    '<?xml version="1.0"?><ListVersionsResult><Version><Key>&lt;DeleteMarker></Key><VersionId>1</VersionId></Version>' +
    '<DeleteMarker><Key>b</Key></DeleteMarker><Version><Key>c</Key></Version></ListVersionsResult>';
  expect(scanEntries(xml)).toEqual(['Version', 'DeleteMarker', 'Version']);
  expect(scanEntries('<ListVersionsResult/>')).toEqual([]);
});
