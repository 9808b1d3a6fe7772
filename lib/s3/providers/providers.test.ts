import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { providerIds } from '../../config/types.ts';
import { allProviders, getProvider, recogniseProvider } from './all.ts';

const files = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.ts') && !name.includes('.test.') && !['all.ts', 'define.ts'].includes(name))
  .map((name) => name.replace(/\.ts$/u, ''));

describe('providers', () => {
  it('has one file for each, and each file is listed', () => {
    expect(allProviders.map(({ id }) => id).toSorted()).toEqual(files.toSorted());
  });

  it('has a file for every provider an operator can name', () => {
    expect(providerIds.filter((id) => getProvider(id).id !== id)).toEqual([]);
  });

  it.each([
    ['s3.eu-central-1.amazonaws.com', 'AmazonS3', null, 'aws'],
    ['abc.r2.cloudflarestorage.com', 'cloudflare', null, 'r2'],
    ['s3.us-west-002.backblazeb2.com', 'nginx', null, 'b2'],
    ['s3.wasabisys.com', null, null, 'wasabi'],
    ['10.0.0.7', 'MinIO', '17AB', 'minio'],
    ['storage.example.com', 'SeaweedFS 3.71', null, 'seaweedfs'],
    ['rgw.example.com', null, 'tx00000a1b2c3d4e5f60718-0063f1a2b3-1a2b-default', 'ceph'],
    ['127.0.0.1', 'Cooper/0.1.0', 'F00D', 'embedded'],
    ['notamazonaws.com', null, null, 'other'],
    ['storage.example.com', null, null, 'other'],
  ])('recognises %s with Server %s as the right one', (host, server, requestId, id) => {
    expect(recogniseProvider({ host, server, requestId }).id).toBe(id);
  });

  it('reads a version where the server tells it', () => {
    const signs = { host: 'h', server: 'SeaweedFS 3.71', requestId: null };
    expect(getProvider('seaweedfs').version(signs)).toBe('3.71');
    expect(getProvider('minio').version({ ...signs, server: 'MinIO' })).toBeNull();
  });

  it('knows where Amazon serves websites, with a dash in its older regions', () => {
    const { websiteHost } = getProvider('aws');
    expect(websiteHost('box', 'eu-west-1')).toBe('box.s3-website-eu-west-1.amazonaws.com');
    expect(websiteHost('box', 'eu-central-1')).toBe('box.s3-website.eu-central-1.amazonaws.com');
    expect(websiteHost('box', 'cn-north-1')).toBe('box.s3-website.cn-north-1.amazonaws.com.cn');
    expect(getProvider('ceph').websiteHost('box', 'us-east-1')).toBeNull();
  });
});
