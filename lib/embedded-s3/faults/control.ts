import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../clock.ts';
import { S3Error } from '../errors.ts';
import type { LifecycleSchedule } from '../lifecycle/schedule.ts';
import type { Service } from '../operations/exchange.ts';
import type { AccessLog } from '../logs/access-log.ts';
import type { FaultPlan, FaultRule } from './plan.ts';
import type { RequestLog } from './request-log.ts';
import { seedObjects, type SeedOrder } from './seed.ts';

/** Below this path, which no bucket name can be, tests steer the server. */
export const controlPath = '/.cooper/';

const loopback = /^(127\.|::1$|::ffff:127\.)/;

interface Controls {
  service: Service;
  clock: Clock;
  lifecycle: LifecycleSchedule;
  accessLog: AccessLog;
  faults: FaultPlan;
  log: RequestLog;
}

async function readJson(incoming: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
}

/** Makes it the time that is asked for; what is due by then has happened when it resolves. */
async function moveClock(incoming: IncomingMessage, { clock, lifecycle }: Controls): Promise<unknown> {
  const { now } = (await readJson(incoming)) as { now?: unknown };
  const time = typeof now === 'string' ? Date.parse(now) : Number.NaN;
  if (Number.isNaN(time)) throw new S3Error('InvalidArgument', { message: '"now" must be a time in ISO 8601.' });
  clock.moveTo(time);
  await lifecycle.run();
  return {};
}

/** Has lifecycle rules take so many seconds for a day. */
async function shortenDays(incoming: IncomingMessage, { lifecycle }: Controls): Promise<unknown> {
  const { daySeconds } = (await readJson(incoming)) as { daySeconds?: unknown };
  if (typeof daySeconds !== 'number' || !(daySeconds >= 1 && daySeconds <= 86_400)) {
    throw new S3Error('InvalidArgument', { message: '"daySeconds" must be a number from 1 to 86400.' });
  }
  lifecycle.setDay(daySeconds * 1000);
  return {};
}

async function act(incoming: IncomingMessage, controls: Controls): Promise<unknown> {
  const { service, clock, lifecycle, faults, log } = controls;
  switch (`${incoming.method ?? ''} ${incoming.url ?? ''}`) {
    case 'PUT /.cooper/faults':
      faults.set((await readJson(incoming)) as FaultRule[]);
      return {};
    case 'DELETE /.cooper/faults':
      faults.clear();
      return {};
    case 'POST /.cooper/seed':
      await seedObjects(service.store, (await readJson(incoming)) as SeedOrder, service.now(), service.region);
      return {};
    case 'GET /.cooper/clock':
      return { now: new Date(clock.now()).toISOString() };
    case 'PUT /.cooper/clock':
      return moveClock(incoming, controls);
    case 'DELETE /.cooper/clock':
      clock.reset();
      return {};
    case 'PUT /.cooper/lifecycle':
      return shortenDays(incoming, controls);
    case 'DELETE /.cooper/lifecycle':
      lifecycle.setDay(null);
      return {};
    case 'POST /.cooper/logs':
      await controls.accessLog.deliver();
      return {};
    case 'GET /.cooper/requests':
      return log.entries;
    case 'DELETE /.cooper/requests':
      log.clear();
      return {};
    default:
      return undefined;
  }
}

/** Answers a request below `controlPath`, in JSON. Only callers on this machine are heard. */
export async function answerControl(
  incoming: IncomingMessage,
  response: ServerResponse,
  controls: Controls,
): Promise<void> {
  const send = (status: number, body: unknown) => {
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  };
  if (!loopback.test(incoming.socket.remoteAddress ?? '')) {
    send(403, { error: 'Only callers on this machine may steer the server.' });
    return;
  }
  try {
    const result = await act(incoming, controls);
    send(result === undefined ? 404 : 200, result ?? { error: 'There is no such control.' });
  } catch (error) {
    const isTheirs = error instanceof S3Error || error instanceof SyntaxError;
    send(isTheirs ? 400 : 500, {
      error: error instanceof Error ? error.message : 'Something that is no error was thrown.',
    });
  }
}
