'use server';

import { AppError } from '@/lib/errors/app-error';
import { continueWithNewKeys } from '@/lib/jobs/control';
import { run, runOutside } from '@/lib/server/run';
import * as operations from './operations';
import { connectionTarget, signInInput } from './schema';
import { z } from 'zod';

export async function signIn(input: unknown) {
  const result = await runOutside(signInInput, input, async (keys) => {
    const { view, credentials, former } = await operations.signIn(keys);
    // Nobody who signs in waits for it, or fails by it.
    void continueWithNewKeys({ connection: view.id, credentials }, former).catch(() => undefined);
    return view;
  });
  return { result };
}

export async function signOut(input: unknown) {
  return { result: await runOutside(connectionTarget, input, ({ connection }) => operations.signOut(connection)) };
}

/** Only for somebody who is signed in somewhere; the sign-in page gets its list when it is rendered. */
export async function listConnections(input: unknown) {
  const result = await runOutside(z.undefined(), input, async () => {
    const connections = await operations.listConnections();
    if (connections.some(({ isOpen }) => isOpen)) return connections;
    throw new AppError('session-ended', 'Your session has ended. Sign in again; the page stays as it is.');
  });
  return { result };
}

export async function checkHealth(input: unknown) {
  return { result: run('read', connectionTarget, input, operations.checkHealth) };
}
