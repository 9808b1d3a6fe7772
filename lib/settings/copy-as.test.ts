import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allSettings } from './all';
import { toRemovalCommands, toWriteCommands, type CopiedCommand } from './copy-as';
import type { SettingModel } from './define';

const place = { bucket: 'media', endpoint: 'https://s3.example.net' };

function find(id: string): SettingModel<unknown, unknown> {
  const setting = allSettings.find(({ model }) => model.id === id);
  if (!setting) throw new Error(id);
  return setting.model;
}

const textOf = (commands: CopiedCommand[], title: string): string | null =>
  commands.find((command) => command.title === title)?.text ?? null;
const write = (id: string, title: string, document: unknown): string | null =>
  textOf(toWriteCommands(find(id), place, find(id).fromWire(document)), title);
const remove = (id: string, title: string, document: unknown): string | null =>
  textOf(toRemovalCommands(find(id), place, find(id).fromWire(document)), title);

const CORSRules = [{ AllowedOrigins: ['*'], AllowedMethods: ['GET'] }];
const Statement = [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::media/${x}' }];
const policy = { Version: '2012-10-17', Statement };

describe('aws-cli', () => {
  it('names operation and parameter as aws-cli does', () => {
    expect(write('cors', 'aws-cli', { CORSRules: [] })).toBe(
      [
        'aws s3api put-bucket-cors --endpoint-url https://s3.example.net \\',
        '  --bucket media \\',
        `  --cors-configuration '{\n  "CORSRules": []\n}'`,
      ].join('\n'),
    );
    expect(remove('cors', 'aws-cli', { CORSRules })).toBe(
      'aws s3api delete-bucket-cors --endpoint-url https://s3.example.net \\\n  --bucket media',
    );
  });

  it('hands a shell every document whole', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !text.includes('\0')),
        (text) => {
          const command = write('tagging', 'aws-cli', { TagSet: [{ Key: text, Value: text }] });
          // The shell prints the last argument it was given.
          const printed = execFileSync('/bin/sh', [
            '-c',
            `aws() { for last; do :; done; printf %s "$last"; }\n${command}`,
          ]);
          expect(JSON.parse(printed.toString())).toEqual({ TagSet: [{ Key: text, Value: text }] });
        },
      ),
      { numRuns: 25 },
    );
  });

  it('puts each configuration of a list under its id, and deletes each', () => {
    const list = { MetricsConfigurationList: [{ Id: 'a' }, { Id: 'b c' }] };
    const commands = write('metrics', 'aws-cli', list);
    expect(commands?.match(/put-bucket-metrics-configuration/gu)).toHaveLength(2);
    expect(commands).toContain(`--id 'b c'`);
    expect(remove('metrics', 'aws-cli', list)?.match(/delete-bucket-metrics-configuration/gu)).toHaveLength(2);
  });

  it('gives what is no part of the document as a parameter of its own, and ends what has no DELETE by an empty one', () => {
    const size = 'all_storage_classes_128K';
    const document = { Rules: [], TransitionDefaultMinimumObjectSize: size };
    const text = write('lifecycle', 'aws-cli', document);
    expect(text).toContain(`--transition-default-minimum-object-size ${size}`);
    expect(text).toContain(`--lifecycle-configuration '{\n  "Rules": []\n}'`);
    expect(remove('logging', 'aws-cli', { LoggingEnabled: { TargetBucket: 'a', TargetPrefix: '' } })).toContain(
      `put-bucket-logging --endpoint-url https://s3.example.net \\\n  --bucket media \\\n  --bucket-logging-status '{}'`,
    );
  });
});

describe('boto3', () => {
  it('writes Python', () => {
    const TagSet = [{ Key: 'a"b', Value: '' }];
    expect(write('tagging', 'Python (boto3)', { TagSet })).toBe(`import boto3

s3 = boto3.client("s3", endpoint_url="https://s3.example.net")
s3.put_bucket_tagging(
    Bucket="media",
    Tagging={
        "TagSet": [
            {
                "Key": "a\\"b",
                "Value": "",
            },
        ],
    },
)
`);
    expect(write('public-access-block', 'Python (boto3)', { BlockPublicAcls: true })).toContain(
      '"BlockPublicAcls": True',
    );
    expect(write('policy', 'Python (boto3)', policy)).toContain('Policy=json.dumps({');
  });
});

describe('mc', () => {
  const introduction = '# mc alias set s3 https://s3.example.net ACCESS_KEY SECRET_KEY\n';

  it.each<[string, string, unknown, string | null]>([
    ['versioning', 'versioning', { Status: 'Enabled' }, 'mc version enable s3/media'],
    ['tags', 'tagging', { TagSet: [{ Key: 'a', Value: 'b c' }] }, "mc tag set s3/media 'a=b c'"],
    ['tags that it cannot tell apart', 'tagging', { TagSet: [{ Key: 'a=b', Value: '' }] }, null],
    [
      'a default retention',
      'object-lock',
      { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 3 } } },
      'mc retention set --default GOVERNANCE 3d s3/media',
    ],
    [
      'a queue',
      'notification',
      { QueueConfigurations: [{ QueueArn: 'arn:minio:sqs::1:webhook', Events: ['s3:ObjectCreated:*'] }] },
      'mc event remove --force s3/media\nmc event add s3/media arn:minio:sqs::1:webhook --event put',
    ],
    ['what it has no command for', 'website', { IndexDocument: { Suffix: 'a' } }, null],
  ])('says %s', (_what, id, document, text) => {
    expect(write(id, 'mc', document)).toBe(text === null ? null : introduction + text);
  });

  it('is given the documents it takes', () => {
    expect(write('cors', 'mc', { CORSRules })).toContain(
      '<CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule>',
    );
    expect(write('policy', 'mc', policy)).toContain('mc anonymous set-json policy.json s3/media');
    expect(remove('policy', 'mc', policy)).toBe(`${introduction}mc anonymous set private s3/media`);
  });
});

const changeable = allSettings.map(({ model }) => model).filter(({ permissions }) => permissions.write !== null);

describe('the settings', () => {
  it.each(changeable.map((model) => [model.id, model] as const))('%s has commands for its examples', (_, model) => {
    for (const { value } of model.examples) {
      const commands = toWriteCommands(model, place, value);
      expect(textOf(commands, 'aws-cli')).toMatch(/^aws s3api put-[a-z-]+ /u);
      expect(textOf(commands, 'Python (boto3)')).toMatch(/\ns3\.put_[a-z_]+\(/u);
      expect(textOf(commands, 'Terraform')).toMatch(/^resource "aws_s3_bucket[a-z_]*" "media\w*" \{/mu);
      for (const { text, why } of commands) expect(text ?? why).not.toBe('');
    }
  });
});
