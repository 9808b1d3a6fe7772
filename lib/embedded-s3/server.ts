import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Clock } from './clock.ts';
import { seedDemo } from './demo/seed.ts';
import { answerControl, controlPath } from './faults/control.ts';
import { EventSender } from './events/sender.ts';
import { FaultPlan } from './faults/plan.ts';
import { RequestLog } from './faults/request-log.ts';
import { handleRequest } from './http/handle.ts';
import { listen, stopListening } from './http/listen.ts';
import { LifecycleSchedule } from './lifecycle/schedule.ts';
import { AccessLog } from './logs/access-log.ts';
import type { Service } from './operations/exchange.ts';
import type { EmbeddedOptions } from './options.ts';
import { Store } from './store/store.ts';
import { UsageMeter } from './usage/meter.ts';
import { createWebsiteServer } from './website/server.ts';

export type { EmbeddedOptions, EmbeddedUser } from './options.ts';

export interface EmbeddedS3 {
  /** Such as http://127.0.0.1:9000, without a slash at the end. */
  url: string;
  port: number;
  /** Where buckets are served as websites; `null` when no port was given for them. */
  websiteUrl: string | null;
  faults: FaultPlan;
  /** Ends open connections and closes the data folder. */
  close(): Promise<void>;
}

/** S3's own cap of a page of a listing. */
const maxPageSize = 1000;

type Answering = (incoming: IncomingMessage, response: ServerResponse, sendContinue: () => void) => void;

/** A server that has clients wait with their body until they are told to go on, where they ask for it. */
function createS3Server(answer: Answering): Server {
  // Uploads may take as long as they take; keep-alive outlives the pauses of clients, which else meet resets.
  const server = createServer({ requestTimeout: 0, keepAliveTimeout: 65_000, noDelay: true });
  server.on('request', (incoming, response) => answer(incoming, response, () => undefined));
  server.on('checkContinue', (incoming: IncomingMessage, response: ServerResponse) => {
    let hasContinued = false;
    // A client that is refused before it was told to go on may or may not send the body: nothing can follow it.
    response.shouldKeepAlive = false;
    const sendContinue = () => {
      if (hasContinued) return;
      hasContinued = true;
      response.shouldKeepAlive = true;
      response.writeContinue();
    };
    answer(incoming, response, sendContinue);
  });
  return server;
}

/**
 * Starts an S3 endpoint over a data folder. Rejects when the port is taken or another server holds the folder.
 * README.md of this folder says what it answers.
 */
export async function startEmbeddedS3(options: EmbeddedOptions): Promise<EmbeddedS3> {
  const { host = '127.0.0.1', port = 0, region = 'us-east-1', users, faultControl = false } = options;
  const store = new Store(options.dataDir);
  const clock = new Clock();
  const closing = new AbortController();
  const events = new EventSender(options.eventUrls ?? {}, closing.signal);
  const accessLog = new AccessLog(store, clock.now);
  const pageSizeCap = Math.min(options.pageSizeCap ?? maxPageSize, maxPageSize);
  const usage = new UsageMeter(store, clock.now);
  const service: Service = { store, region, users, pageSizeCap, events, usage, now: clock.now };
  const faults = new FaultPlan();
  const log = faultControl ? new RequestLog() : null;
  const handling = { service, faults, accessLog, log, closing: closing.signal };
  const lifecycle = new LifecycleSchedule(service, closing.signal);
  const running = new Set<Promise<void>>();
  if (options.demo && users[0]) await seedDemo(store, users[0], region, Date.now());

  const answer = (incoming: IncomingMessage, response: ServerResponse, sendContinue: () => void) => {
    if (log && incoming.url?.startsWith(controlPath)) {
      return answerControl(incoming, response, { service, clock, lifecycle, accessLog, faults, log });
    }
    return handleRequest(handling, incoming, response, sendContinue);
  };
  const server = createS3Server((incoming, response, sendContinue) => {
    const answered = answer(incoming, response, sendContinue);
    running.add(answered);
    void answered.finally(() => running.delete(answered));
  });
  const websites = createWebsiteServer(service);
  const close = async () => {
    closing.abort();
    await Promise.all([stopListening(server), stopListening(websites)]);
    await Promise.allSettled([...running, lifecycle.idle(), events.idle()]);
    await accessLog.deliver();
    usage.flush();
    store.close();
  };
  try {
    const { url, port: listeningPort } = await listen(server, port, host);
    const website = options.websitePort === undefined ? null : await listen(websites, options.websitePort, host);
    lifecycle.start();
    return { url, port: listeningPort, websiteUrl: website?.url ?? null, faults, close };
  } catch (error) {
    await close();
    throw error;
  }
}
