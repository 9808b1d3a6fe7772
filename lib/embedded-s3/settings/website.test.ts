import { describe, expect, it } from 'vitest';
import { parseWebsite, websiteDocument } from './website';

const root = (content: string) => `<WebsiteConfiguration>${content}</WebsiteConfiguration>`;
const index = '<IndexDocument><Suffix>index.html</Suffix></IndexDocument>';
const rules = (...list: string[]) => {
  return `${index}<RoutingRules>${list.map((rule) => `<RoutingRule>${rule}</RoutingRule>`).join('')}</RoutingRules>`;
};
const redirect = (inner: string) => `<Redirect>${inner}</Redirect>`;
const elsewhere = redirect('<HostName>example.com</HostName>');

describe('a website', () => {
  it.each([
    index,
    `${index}<ErrorDocument><Key>error.html</Key></ErrorDocument>`,
    '<RedirectAllRequestsTo><HostName>example.com</HostName></RedirectAllRequestsTo>',
    '<RedirectAllRequestsTo><HostName>example.com</HostName><Protocol>https</Protocol></RedirectAllRequestsTo>',
    rules(
      `<Condition><KeyPrefixEquals>docs/</KeyPrefixEquals></Condition>${redirect('<ReplaceKeyPrefixWith>documents/</ReplaceKeyPrefixWith>')}`,
      `<Condition><HttpErrorCodeReturnedEquals>404</HttpErrorCodeReturnedEquals></Condition>${redirect(
        '<Protocol>http</Protocol><HostName>example.com</HostName><ReplaceKeyWith></ReplaceKeyWith><HttpRedirectCode>307</HttpRedirectCode>',
      )}`,
      elsewhere,
    ),
  ])('comes back as it was put: %s', (content) => {
    expect(websiteDocument(parseWebsite(root(content)))).toContain(`${content}</WebsiteConfiguration>`);
  });

  it.each([
    `${index}<Extra/>`,
    `${index}${index}`,
    `${index}<ErrorDocument><Key></Key></ErrorDocument>`,
    `${index}<RoutingRules/>`,
    rules('<Condition><KeyPrefixEquals>a</KeyPrefixEquals></Condition>'),
    rules(redirect('')),
    '<RedirectAllRequestsTo><Protocol>http</Protocol></RedirectAllRequestsTo>',
  ])('is refused as MalformedXML: %s', (content) => {
    expect(() => parseWebsite(root(content))).toThrow(expect.objectContaining({ code: 'MalformedXML' }));
  });

  it.each([
    ['', 'InvalidArgument', 'A value for IndexDocument Suffix must be provided'],
    ['<ErrorDocument><Key>e</Key></ErrorDocument>', 'InvalidArgument', 'A value for IndexDocument Suffix'],
    ['<IndexDocument><Suffix>a/b</Suffix></IndexDocument>', 'InvalidArgument', 'not well formed'],
    ['<IndexDocument><Suffix> </Suffix></IndexDocument>', 'InvalidArgument', 'not well formed'],
    [
      `${index}<RedirectAllRequestsTo><HostName>h</HostName></RedirectAllRequestsTo>`,
      'InvalidArgument',
      'in conjunction',
    ],
    [rules(`<Condition/>${elsewhere}`), 'InvalidRequest', 'Condition cannot be empty'],
    [
      rules(`<Condition><HttpErrorCodeReturnedEquals>200</HttpErrorCodeReturnedEquals></Condition>${elsewhere}`),
      'InvalidRequest',
      'Valid codes are 4XX or 5XX',
    ],
    [rules(redirect('<HttpRedirectCode>300</HttpRedirectCode>')), 'InvalidRequest', '3XX except 300'],
    [rules(redirect('<Protocol>ftp</Protocol>')), 'InvalidRequest', 'Invalid protocol'],
    [
      rules(redirect('<ReplaceKeyWith>a</ReplaceKeyWith><ReplaceKeyPrefixWith>b</ReplaceKeyPrefixWith>')),
      'InvalidRequest',
      'but not both',
    ],
    [rules(...Array.from({ length: 51 }, () => elsewhere)), 'InvalidRequest', 'limited to 50'],
  ])('is refused: %s as %s', (content, code, message) => {
    expect(() => parseWebsite(root(content))).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(message) as string }),
    );
  });
});
