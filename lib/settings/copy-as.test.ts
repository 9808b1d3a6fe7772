import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allSettings } from './all';
import { toAwsCli, toBoto3 } from './copy-as';

const place = { bucket: 'media', endpoint: 'https://s3.example.net' };
const cors = { operation: 'PutBucketCors', parameter: 'CORSConfiguration' };

describe('toAwsCli', () => {
  it('names operation and parameter as aws-cli does', () => {
    expect(toAwsCli(cors, place, { CORSRules: [] })).toBe(
      [
        'aws s3api put-bucket-cors --endpoint-url https://s3.example.net \\',
        '  --bucket media \\',
        `  --cors-configuration '{\n  "CORSRules": []\n}'`,
      ].join('\n'),
    );
  });

  it('hands a shell every document whole', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0')),
        (text) => {
          const command = toAwsCli(cors, place, { text });
          // The shell prints the last argument it was given.
          const printed = execFileSync('/bin/sh', [
            '-c',
            `aws() { for last; do :; done; printf %s "$last"; }\n${command}`,
          ]);
          expect(JSON.parse(printed.toString())).toEqual({ text });
        },
      ),
      { numRuns: 25 },
    );
  });

  it('puts each configuration of a list under its id', () => {
    const api = { operation: 'PutBucketInventoryConfiguration', parameter: 'InventoryConfiguration', list: 'L' };
    const commands = toAwsCli(api, place, { L: [{ Id: 'a' }, { Id: 'b c' }] });
    expect(commands.match(/put-bucket-inventory-configuration/gu)).toHaveLength(2);
    expect(commands).toContain(`--id 'b c'`);
  });
});

describe('toBoto3', () => {
  it('writes Python', () => {
    const api = { operation: 'PutPublicAccessBlock', parameter: 'PublicAccessBlockConfiguration' };
    expect(toBoto3(api, place, { BlockPublicAcls: true, Tags: [null, 'a"b', 1], None: {} })).toBe(`import boto3

s3 = boto3.client("s3", endpoint_url="https://s3.example.net")
s3.put_public_access_block(
    Bucket="media",
    PublicAccessBlockConfiguration={
        "BlockPublicAcls": True,
        "Tags": [
            None,
            "a\\"b",
            1,
        ],
        "None": {},
    },
)
`);
  });
});

const withApi = allSettings.map(({ model }) => model).filter(({ api }) => api !== undefined);

describe('the settings', () => {
  it.each(withApi.map((model) => [model.id, model] as const))('%s has commands for its examples', (_, model) => {
    for (const { value } of model.examples) {
      expect(toAwsCli(model.api!, place, model.toWire(value))).toMatch(/^aws s3api put-[a-z-]+ /u);
    }
  });
});
