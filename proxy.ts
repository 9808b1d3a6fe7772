import { randomBytes } from 'node:crypto';
import { NextResponse, type NextRequest } from 'next/server';
import { getConfig } from '@/lib/config/current';
import { toContentSecurityPolicy } from '@/lib/server/content-security-policy';

/**
 * Gives each page its Content-Security-Policy, built at run time because the endpoints are. It decides nothing about
 * who may do what: that is `run()`'s, inside every action.
 */
export function proxy(request: NextRequest): NextResponse {
  const { connections, publicOrigin } = getConfig();
  // eslint-disable-next-line no-restricted-syntax -- Next replaces it when it builds; React needs eval only in development
  const isDevelopment = process.env.NODE_ENV === 'development';
  const policy = toContentSecurityPolicy(randomBytes(16).toString('base64'), connections, isDevelopment);
  const headers = new Headers(request.headers);
  // Next takes the nonce for its own scripts from here.
  headers.set('Content-Security-Policy', policy);
  // Server actions compare Origin with this; behind a proxy that drops Host it would be wrong.
  if (publicOrigin !== null) headers.set('x-forwarded-host', new URL(publicOrigin).host);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('Content-Security-Policy', policy);
  return response;
}

export const config = { matcher: ['/((?!_next/static|health|icon.svg).*)'] };
