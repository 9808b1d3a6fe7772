import { S3Error, invalidArgument } from '../errors.ts';
import type { EmbeddedUser } from '../options.ts';
import { parseCredential, requireUser, type Authority } from './authenticate.ts';
import { sameSignature, sign, signingKey } from './canonical.ts';

/** The fields that a signed form has; S3 API Reference, "Creating an HTML form (using AWS Signature Version 4)". */
const needed = ['policy', 'x-amz-algorithm', 'x-amz-credential', 'x-amz-date', 'x-amz-signature'] as const;

/**
 * Who signed a form, whose fields go by lower-case name; `null` when it is not signed at all. What is signed is the
 * policy, as it stands in the form. Throws as `authenticate` does, and `InvalidArgument` when a field is missing.
 */
export function authenticateForm(fields: ReadonlyMap<string, string>, authority: Authority): EmbeddedUser | null {
  if (fields.has('awsaccesskeyid') || fields.has('signature')) {
    throw new S3Error('InvalidRequest', {
      message: 'The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.',
    });
  }
  if (!needed.some((name) => fields.has(name))) return null;
  const field = (name: (typeof needed)[number]) => {
    const value = fields.get(name);
    if (value !== undefined && value !== '') return value;
    throw invalidArgument(
      name,
      '',
      `Bucket POST must contain a field named '${name}'.  If it is specified, please check the order of the fields.`,
    );
  };
  const [policy, algorithm, credential, dateTime, signature] = needed.map(field) as [
    string,
    string,
    string,
    string,
    string,
  ];
  if (algorithm !== 'AWS4-HMAC-SHA256') {
    throw invalidArgument('x-amz-algorithm', algorithm, 'X-Amz-Algorithm only supports "AWS4-HMAC-SHA256"');
  }
  const { accessKeyId, scope } = parseCredential(credential, authority.region, (message) => {
    return invalidArgument('x-amz-credential', credential, message);
  });
  if (!/^\d{8}T\d{6}Z$/.test(dateTime) || dateTime.slice(0, 8) !== scope.date) {
    throw invalidArgument('x-amz-date', dateTime, 'Invalid credential date. This date is not the same as X-Amz-Date.');
  }
  const user = requireUser({ accessKeyId, sessionToken: fields.get('x-amz-security-token') }, authority.users);
  if (!sameSignature(sign(signingKey(user.secretAccessKey, scope), policy), signature)) {
    throw new S3Error('SignatureDoesNotMatch', {
      fields: { AWSAccessKeyId: accessKeyId, StringToSign: policy, SignatureProvided: signature },
    });
  }
  return user;
}
