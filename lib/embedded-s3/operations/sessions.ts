import { S3Error, invalidArgument } from '../errors.ts';
import { xmlAnswer, type Answer } from '../http/answer.ts';
import { openSession } from '../signature/session-token.ts';
import { writeXml } from '../xml/write.ts';
import { isoDate, type BucketExchange } from './exchange.ts';

/** CreateSession: keys to one directory bucket for five minutes. */
export function createSession({ request, authentication, bucket }: BucketExchange): Answer {
  const { user } = authentication;
  if (!user) throw new S3Error('AccessDenied');
  const mode = request.headers.get('x-amz-create-session-mode') ?? 'ReadWrite';
  if (mode !== 'ReadOnly' && mode !== 'ReadWrite') {
    throw invalidArgument('x-amz-create-session-mode', mode, 'The session mode is not valid.');
  }
  // By the clock that signatures are held against.
  const session = openSession(user, bucket.name, mode, Date.now());
  return xmlAnswer(
    writeXml('CreateSessionResult', {
      Credentials: {
        SessionToken: session.sessionToken,
        SecretAccessKey: session.secretAccessKey,
        AccessKeyId: session.accessKeyId,
        Expiration: isoDate(session.expires),
      },
    }),
  );
}
