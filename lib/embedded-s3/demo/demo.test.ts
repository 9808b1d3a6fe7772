import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { startTestEndpoint } from '../test-endpoint';
import { makePng } from './png';

describe('the demo bucket', () => {
  it('is there on the very first start, with folders, versions and odd names', async () => {
    const endpoint = await startTestEndpoint({ demo: true });
    const top = await endpoint.call({ path: '/demo?list-type=2&delimiter=/' });
    expect(top.body).toContain('<Prefix>empty folder/</Prefix>');
    expect(top.body).toContain('<Key>README.md</Key>');
    const versions = await endpoint.call({ path: '/demo?versions&prefix=prices/' });
    expect(versions.body.match(/<Version>/g)).toHaveLength(3);
    const odd = await endpoint.call({ path: '/demo?list-type=2&prefix=odd%20names/' });
    expect(odd.body).toContain('odd names/100% oak + iron.txt');
    expect(odd.body).toContain('\u202e');
    const picture = await endpoint.call({ path: '/demo/pictures/barrel-head.png' });
    expect(picture.headers['content-type']).toBe('image/png');
    await endpoint.stop();
  });

  it('does not come back once it was deleted', async () => {
    const first = await startTestEndpoint({ demo: true });
    const versions = await first.call({ path: '/demo?versions' });
    const found = [...versions.body.matchAll(/<Key>([^<]*)<\/Key><VersionId>([^<]*)<\/VersionId>/g)];
    for (const [, key = '', versionId = ''] of found) {
      const path = `/demo/${encodeURIComponent(key.replaceAll('&amp;', '&'))}?versionId=${versionId}`;
      expect(await first.call({ method: 'DELETE', path })).toMatchObject({ status: 204 });
    }
    expect(await first.call({ method: 'DELETE', path: '/demo' })).toMatchObject({ status: 204 });
    await first.server.close();
    const second = await startTestEndpoint({ demo: true, dataDir: first.dataDir });
    expect(await second.call({ path: '/demo' })).toMatchObject({ status: 404 });
    await second.stop();
  });
});

describe('a PNG', () => {
  it('holds the pixels it was given', () => {
    const png = makePng(2, 1, (x) => (x === 0 ? [1, 2, 3] : [4, 5, 6]));
    expect(png.subarray(0, 8)).toEqual(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'));
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2, 1]);
    const start = png.indexOf('IDAT') + 4;
    const length = png.readUInt32BE(start - 8);
    expect([...inflateSync(png.subarray(start, start + length))]).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });
});
