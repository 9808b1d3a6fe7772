import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { seedDemo } from './demo/seed.ts';
import { answerControl, controlPath } from './faults/control.ts';
import { FaultPlan } from './faults/plan.ts';
import { RequestLog } from './faults/request-log.ts';
import { handleRequest } from './http/handle.ts';
import type { Service } from './operations/exchange.ts';
import type { EmbeddedOptions } from './options.ts';
import { Store } from './store/store.ts';

export type { EmbeddedOptions, EmbeddedUser } from './options.ts';

export interface EmbeddedS3 {
  /** Such as http://127.0.0.1:9000, without a slash at the end. */
  url: string;
  port: number;
  faults: FaultPlan;
  /** Ends open connections and closes the data folder. */
  close(): Promise<void>;
}

/** S3's own cap of a page of a listing. */
const maxPageSize = 1000;

/**
 * Starts an S3 endpoint over a data folder. Rejects when the port is taken or another server holds the folder.
 * README.md of this folder says what it answers.
 */
export async function startEmbeddedS3(options: EmbeddedOptions): Promise<EmbeddedS3> {
  const { host = '127.0.0.1', port = 0, region = 'us-east-1', users, faultControl = false } = options;
  const store = new Store(options.dataDir);
  const pageSizeCap = Math.min(options.pageSizeCap ?? maxPageSize, maxPageSize);
  const service: Service = { store, region, users, pageSizeCap, now: Date.now };
  const faults = new FaultPlan();
  const log = faultControl ? new RequestLog() : null;
  const closing = new AbortController();
  const handling = { service, faults, log, closing: closing.signal };
  const running = new Set<Promise<void>>();
  if (options.demo && users[0]) await seedDemo(store, users[0], region, Date.now());

  const answer = (incoming: IncomingMessage, response: ServerResponse, sendContinue: () => void) => {
    if (log && incoming.url?.startsWith(controlPath)) {
      return answerControl(incoming, response, { service, faults, log });
    }
    return handleRequest(handling, incoming, response, sendContinue);
  };
  const run = (answered: Promise<void>) => {
    running.add(answered);
    void answered.finally(() => running.delete(answered));
  };
  // Uploads may take as long as they take; keep-alive outlives the pauses of clients, which else meet resets.
  const server = createServer({ requestTimeout: 0, keepAliveTimeout: 65_000, noDelay: true });
  server.on('request', (incoming, response) => run(answer(incoming, response, () => undefined)));
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
    run(answer(incoming, response, sendContinue));
  });
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    store.close();
    throw error;
  }
  const address = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
    port: address.port,
    faults,
    async close() {
      closing.abort();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
      await Promise.allSettled(running);
      store.close();
    },
  };
}
