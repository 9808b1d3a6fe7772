import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allSettings } from './all';
import { toWriteCommands, toRemovalCommands } from './copy-as';
import { HclExpression, toHclBlock, toHclString } from './hcl';

const place = { bucket: 'media', endpoint: 'https://s3.eu-central-1.amazonaws.com' };

function write(id: string, document: unknown): string {
  const { model } = allSettings.find((setting) => setting.model.id === id)!;
  return toWriteCommands(model, place, model.fromWire(document)).find(({ title }) => title === 'Terraform')?.text ?? '';
}

/** What HCL makes of a quoted template (hclsyntax/spec.md, “Template Expressions”); throws where it would interpolate. */
function readHclString(text: string): string {
  const inner = /^"((?:[^"\\]|\\.)*)"$/su.exec(text)?.[1];
  if (inner === undefined || /[\n\r]/u.test(inner)) throw new Error(`no string: ${text}`);
  return inner.replace(/\\u([0-9a-f]{4})|\\(.)|([$%])\3\{|([$%])\{/gsu, (whole, code, escaped, doubled, single) => {
    if (single !== undefined) throw new Error(`interpolates: ${whole}`);
    if (code !== undefined) return String.fromCharCode(parseInt(String(code), 16));
    if (doubled !== undefined) return `${String(doubled)}{`;
    return { n: '\n', r: '\r', t: '\t' }[String(escaped)] ?? String(escaped);
  });
}

describe('HCL', () => {
  it('writes every text so that it is read back, and never interpolated', () => {
    const nasty = fc
      .array(fc.constantFrom('$', '%', '{', '}', '"', '\\', '\n', '\u0001', 'a', 'ß', '😀'))
      .map((all) => all.join(''));
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), nasty), (text) => {
        expect(readHclString(toHclString(text))).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  it('is laid out as terraform fmt does it', () => {
    const body = {
      bucket: 'media',
      enabled: true,
      tags: new HclExpression({ a: 'b', 'c d': 1 }),
      max: 3,
      none: undefined,
      list: ['a', 'b'],
      rule: [{ id: '1' }, {}],
      filter: { and: { prefix: 'x' } },
    };
    expect(toHclBlock('resource', ['t', 'media'], body)).toBe(`resource "t" "media" {
  bucket  = "media"
  enabled = true
  tags = {
    "a"   = "b"
    "c d" = 1
  }
  max  = 3
  list = ["a", "b"]

  rule {
    id = "1"
  }

  rule {}

  filter {
    and {
      prefix = "x"
    }
  }
}
`);
  });
});

describe('Terraform', () => {
  it('has rules as blocks and lists of texts as lists', () => {
    expect(
      write('cors', { CORSRules: [{ ID: 'a', AllowedOrigins: ['*'], AllowedMethods: ['GET'], MaxAgeSeconds: 9 }] }),
    ).toBe(`resource "aws_s3_bucket_cors_configuration" "media" {
  bucket = "media"

  cors_rule {
    id              = "a"
    allowed_origins = ["*"]
    allowed_methods = ["GET"]
    max_age_seconds = 9
  }
}
`);
  });

  it('has a policy as JSON whose variables stay variables of the policy', () => {
    const Resource = 'arn:aws:s3:::media/${aws:username}/*';
    const text = write('policy', { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Resource }] });
    expect(text).toContain('policy = jsonencode({\n    "Version" = "2012-10-17"\n    "Statement" = [');
    expect(text).toContain('arn:aws:s3:::media/$${aws:username}/*');
  });

  it('has tags of one configuration as a map, those of a lifecycle rule in And', () => {
    const tag = (Key: string) => ({ Key, Value: 'x' });
    expect(write('metrics', { MetricsConfigurationList: [{ Id: 'm', Filter: { Tag: tag('a') } }] })).toBe(
      `resource "aws_s3_bucket_metric" "media_m" {
  bucket = "media"
  name   = "m"

  filter {
    tags = {
      "a" = "x"
    }
  }
}
`,
    );
    const Filter = { And: { Prefix: 'p', Tags: [tag('a'), tag('b')] } };
    const Rules = [{ ID: 'r', Status: 'Enabled', Filter, Expiration: { Days: 3 } }];
    expect(write('lifecycle', { Rules })).toContain(`    filter {
      and {
        prefix = "p"
        tags = {
          "a" = "x"
          "b" = "x"
        }
      }
    }
`);
    expect(write('lifecycle', { Rules: [{ ...Rules[0], Filter: { Tag: tag('a') } }] })).toContain(`      tag {
        key   = "a"
        value = "x"
      }
`);
  });

  it('has names of its own where the provider has them', () => {
    const target = { S3BucketDestination: { Bucket: 'arn:aws:s3:::lists', Format: 'CSV', Encryption: { SSES3: {} } } };
    const list = {
      Id: 'i',
      IsEnabled: true,
      Destination: target,
      IncludedObjectVersions: 'All',
      Schedule: { Frequency: 'Daily' },
    };
    expect(write('inventory', { InventoryConfigurationList: [list] }))
      .toBe(`resource "aws_s3_bucket_inventory" "media_i" {
  bucket                   = "media"
  name                     = "i"
  included_object_versions = "All"
  enabled                  = true

  schedule {
    frequency = "Daily"
  }

  destination {
    bucket {
      format     = "CSV"
      bucket_arn = "arn:aws:s3:::lists"

      encryption {
        sse_s3 {}
      }
    }
  }
}
`);
    const Filter = { Key: { FilterRules: [{ Name: 'prefix', Value: 'in/' }] } };
    const queue = { Id: 'q', QueueArn: 'arn:aws:sqs:x:1:q', Events: ['s3:ObjectCreated:*'], Filter };
    expect(write('notification', { QueueConfigurations: [queue], EventBridgeConfiguration: {} })).toBe(
      `resource "aws_s3_bucket_notification" "media" {
  bucket      = "media"
  eventbridge = true

  queue {
    id            = "q"
    events        = ["s3:ObjectCreated:*"]
    queue_arn     = "arn:aws:sqs:x:1:q"
    filter_prefix = "in/"
  }
}
`,
    );
  });

  it('says what the provider needs for another endpoint, and takes resources away again', () => {
    const { model } = allSettings.find((setting) => setting.model.id === 'versioning')!;
    const elsewhere = { bucket: '9.media', endpoint: 'http://10.0.0.7:9000' };
    const [, , , terraform] = toWriteCommands(model, elsewhere, model.fromWire({ Status: 'Enabled' }));
    expect(terraform?.text).toContain('#     s3 = "http://10.0.0.7:9000"');
    expect(terraform?.text).toContain('resource "aws_s3_bucket_versioning" "_9_media" {');
    const [, , , removal] = toRemovalCommands(model, place, model.fromWire({ Status: 'Enabled' }));
    expect(removal?.text).toBe(`removed {
  from = aws_s3_bucket_versioning.media

  lifecycle {
    destroy = true
  }
}
`);
  });

  it.each(allSettings.map(({ model }) => [model.id, model] as const))('%s: every block ends', (_id, model) => {
    for (const { value } of model.examples) {
      const text = toWriteCommands(model, place, value).at(-1)?.text ?? '';
      const bare = text.replace(/"(?:[^"\\\n]|\\.)*"/gu, '""');
      expect(bare.match(/\{/gu)?.length).toBe(bare.match(/\}/gu)?.length);
      expect(text).not.toMatch(/undefined|\[object/u);
    }
  });
});
