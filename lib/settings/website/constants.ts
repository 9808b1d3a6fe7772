import { toReferences } from '../references';

/** Where the S3 API Reference explains each field. */
export const references = {
  ...toReferences('WebsiteConfiguration', { redirectAllTo: 'RedirectAllRequestsTo' }),
  ...toReferences('IndexDocument', { indexSuffix: 'Suffix' }),
  ...toReferences('ErrorDocument', { errorKey: 'Key' }),
  elsewhere: toReferences('RedirectAllRequestsTo', { hostName: 'HostName', protocol: 'Protocol' }),
  condition: toReferences('Condition', {
    keyPrefix: 'KeyPrefixEquals',
    httpErrorCode: 'HttpErrorCodeReturnedEquals',
  }),
  redirect: toReferences('Redirect', {
    hostName: 'HostName',
    protocol: 'Protocol',
    httpRedirectCode: 'HttpRedirectCode',
    replaceKeyPrefixWith: 'ReplaceKeyPrefixWith',
    replaceKeyWith: 'ReplaceKeyWith',
  }),
};
