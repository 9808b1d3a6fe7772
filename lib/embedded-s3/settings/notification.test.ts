import { describe, expect, it } from 'vitest';
import { notificationDocument, parseNotification } from './notification';

const root = (content: string) => `<NotificationConfiguration>${content}</NotificationConfiguration>`;
const rules = (...pairs: [name: string, value: string][]) => {
  const list = pairs.map(([name, value]) => `<FilterRule><Name>${name}</Name><Value>${value}</Value></FilterRule>`);
  return `<Filter><S3Key>${list.join('')}</S3Key></Filter>`;
};
const events = (...names: string[]) => names.map((name) => `<Event>${name}</Event>`).join('');
const topic = (id: string, rest: string, arn = 'arn:aws:sns:us-east-1:123456789012:news') =>
  `<TopicConfiguration><Id>${id}</Id><Topic>${arn}</Topic>${rest}</TopicConfiguration>`;
const queue = (id: string, rest: string) =>
  `<QueueConfiguration><Id>${id}</Id><Queue>arn:aws:sqs:us-east-1:123456789012:work</Queue>${rest}</QueueConfiguration>`;
const made = events('s3:ObjectCreated:*');

describe('notifications', () => {
  it.each([
    '',
    '<EventBridgeConfiguration></EventBridgeConfiguration>',
    topic('a', made) + queue('b', events('s3:ObjectRemoved:Delete', 's3:ObjectAcl:Put')),
    topic('a', made + rules(['Prefix', 'in/'], ['Suffix', '.png'])) + queue('b', made + rules(['Prefix', 'out/'])),
    '<CloudFunctionConfiguration><Id>f</Id><CloudFunction>arn:aws:lambda:eu-west-1:1:function:thumb</CloudFunction>' +
      '<Event>s3:ObjectRestore:Completed</Event></CloudFunctionConfiguration>',
  ])('come back as they were put: %s', (content) => {
    expect(notificationDocument(parseNotification(root(content)))).toContain(`${content}</NotificationConfiguration>`);
  });

  it('may be put in the form of 2006, and get ids', () => {
    const old =
      '<TopicConfiguration><Topic>arn:aws:sns:::t</Topic><Event>s3:ReducedRedundancyLostObject</Event></TopicConfiguration>' +
      '<CloudFunctionConfiguration><CloudFunction>arn:aws:lambda:::function:f</CloudFunction>' +
      '<InvocationRole>arn:aws:iam::1:role/r</InvocationRole><Event>s3:ObjectCreated:Put</Event></CloudFunctionConfiguration>';
    const { targets } = parseNotification(root(old));
    expect(targets.map(({ kind }) => kind)).toEqual(['topic', 'function']);
    expect(new Set(targets.map(({ id }) => id.length))).toEqual(new Set([48]));
  });

  it('name their filters in any case', () => {
    const [target] = parseNotification(root(topic('a', made + rules(['prefix', 'a'], ['SUFFIX', 'b'])))).targets;
    expect(target).toMatchObject({ prefix: 'a', suffix: 'b' });
  });

  it('may go several ways when no event on a key goes two', () => {
    const apart = [
      topic('a', events('s3:ObjectCreated:Put')) + queue('b', events('s3:ObjectCreated:Copy')),
      topic('a', made + rules(['prefix', 'a/'])) + queue('b', made + rules(['prefix', 'b/'])),
      topic('a', made + rules(['suffix', '.png'])) + queue('b', made + rules(['prefix', 'a'], ['suffix', '.jpg'])),
    ];
    for (const content of apart) expect(parseNotification(root(content)).targets).toHaveLength(2);
  });

  it.each([
    [root('<Other/>'), 'MalformedXML', ''],
    [root(topic('a', '')), 'MalformedXML', ''],
    [root(topic('a', `${made}<Filter><S3Tags/></Filter>`)), 'MalformedXML', ''],
    [root('<TopicConfiguration><Event>s3:ObjectCreated:*</Event></TopicConfiguration>'), 'MalformedXML', ''],
    [root(topic('a', made, 'news')), 'InvalidArgument', 'Unable to validate the following destination'],
    [root(topic('a', made, 'arn:aws:sqs:::work')), 'InvalidArgument', 'Unable to validate'],
    [root(topic('a', events('s3:ObjectStolen:*'))), 'InvalidArgument', "The event 's3:ObjectStolen:*'"],
    [root(topic('a', made + rules(['infix', 'a']))), 'InvalidArgument', 'either prefix or suffix'],
    [root(topic('a', made + rules(['prefix', 'a'], ['Prefix', 'b']))), 'InvalidArgument', 'more than one prefix'],
    [root(topic('i'.repeat(256), made)), 'InvalidArgument', 'Id length'],
    [root(topic('a', made) + queue('a', events('s3:ObjectAcl:Put'))), 'InvalidArgument', 'IDs must be unique'],
    [root(topic('a', made) + queue('b', events('s3:ObjectCreated:Put'))), 'InvalidArgument', 'Configurations overlap'],
    [
      root(topic('a', made + rules(['prefix', 'a'])) + queue('b', made + rules(['suffix', 'b']))),
      'InvalidArgument',
      'ambiguously defined',
    ],
    [
      root(
        Array.from({ length: 101 }, (_, index) => topic(`${index}`, made + rules(['prefix', `${index}/`]))).join(''),
      ),
      'InvalidArgument',
      'must not exceed 100',
    ],
  ])('are refused: %s as %s %s', (source, code, message) => {
    expect(() => parseNotification(source)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(message) as string }),
    );
  });
});
