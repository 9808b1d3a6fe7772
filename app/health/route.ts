export const dynamic = 'force-dynamic';

/** Answers 200 once the console can serve. Says nothing about any endpoint: theirs is the health line's business. */
export function GET(): Response {
  return Response.json({ status: 'ok' });
}
