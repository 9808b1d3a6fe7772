import 'server-only';
import type { z } from 'zod';
import { AppError, toAppError } from '@/lib/errors/app-error';
import type { Result } from '@/lib/errors/result';
import type { Connection } from '@/lib/s3/connection';
import { requireConnection, type Access } from '@/lib/session/authorise';
import { logFailure } from './log';

/** Inputs name the connection they are for; that is what authorisation asks about. */
type ForConnection = z.ZodType<{ connection: string }>;

type Operation<Input, Value> = (connection: Connection, input: Input) => Promise<Value>;

async function prepare<Schema extends ForConnection>(
  access: Access,
  schema: Schema,
  input: unknown,
): Promise<{ connection: Connection; input: z.output<Schema> }> {
  const parsed = schema.safeParse(input);
  // Without a session nobody learns which inputs are valid.
  const id = (input as { connection?: unknown } | null | undefined)?.connection;
  const connection = await requireConnection(typeof id === 'string' ? id : '', access);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const field = issue?.path.map(String).join('.') ?? '';
    throw new AppError('invalid-input', `${field || 'The request'} is not valid: ${issue?.message ?? 'unreadable'}.`);
  }
  return { connection, input: parsed.data };
}

/** A failure as the browser may see it. What nobody foresaw goes to the log, redacted, and stays there. */
function toFailure(thrown: unknown): { ok: false; error: ReturnType<AppError['toInfo']> } {
  const error = toAppError(thrown);
  if (error.code === 'internal') logFailure(error);
  return { ok: false, error: error.toInfo() };
}

/**
 * The whole ceremony of an action: parse, open the session, authorise, act, and turn any failure into a value.
 * Never rejects: a rejected promise that nobody awaits any more would end the process.
 */
export async function run<Schema extends ForConnection, Value>(
  access: Access,
  schema: Schema,
  input: unknown,
  operation: Operation<z.output<Schema>, Value>,
): Promise<Result<Value>> {
  try {
    const prepared = await prepare(access, schema, input);
    return { ok: true, value: await operation(prepared.connection, prepared.input) };
  } catch (error) {
    return toFailure(error);
  }
}

/** Next throws this into a stream when the page that read it is gone: there is no failure, and nobody to tell. */
function isReaderGone(error: unknown): boolean {
  return error instanceof Error && error.name === 'ResponseAborted';
}

/**
 * The same for an operation that yields many values. The browser cannot end it early, so every such operation is
 * bounded by its input. A failure is the last value.
 */
export async function* runStream<Schema extends ForConnection, Value>(
  access: Access,
  schema: Schema,
  input: unknown,
  operation: (connection: Connection, input: z.output<Schema>) => AsyncIterable<Value>,
): AsyncGenerator<Result<Value>, void, void> {
  try {
    const prepared = await prepare(access, schema, input);
    for await (const value of operation(prepared.connection, prepared.input)) yield { ok: true, value };
  } catch (error) {
    if (!isReaderGone(error)) yield toFailure(error);
  }
}

/** An act outside any connection's session, such as signing in. It is awaited before the action returns, so it may set cookies. */
export async function runOutside<Schema extends z.ZodType, Value>(
  schema: Schema,
  input: unknown,
  operation: (input: z.output<Schema>) => Promise<Value>,
): Promise<Result<Value>> {
  try {
    const parsed = schema.safeParse(input);
    if (!parsed.success)
      throw new AppError('invalid-input', parsed.error.issues[0]?.message ?? 'The request is not valid.');
    return { ok: true, value: await operation(parsed.data) };
  } catch (error) {
    return toFailure(error);
  }
}
