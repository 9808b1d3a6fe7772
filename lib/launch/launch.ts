import { join } from 'node:path';
import { hasEndpoint } from '../config/env.ts';
import { ConfigError } from '../config/types.ts';
import type { EmbeddedS3 } from '../embedded-s3/server.ts';
import { ensureBuild } from './build.ts';
import { checkConfiguration, loadEnvFile, toAbsolutePaths } from './configuration.ts';
import { startConsole } from './console.ts';
import { type KeptSecrets, keepSecrets, openDataFolder } from './data-folder.ts';
import { type LaunchOptions, readLaunchOptions } from './options.ts';
import { findFreePort, isPortFree } from './ports.ts';
import { type Variables, stopAllPrograms } from './processes.ts';

const loopback = '127.0.0.1';
const region = 'us-east-1';

/** The endpoint that a console without one gets: loopback only, in this process, its data in the data folder. */
async function startOwnEndpoint({ dataDir, port, websitePort }: LaunchOptions, keys: KeptSecrets): Promise<EmbeddedS3> {
  const { startEmbeddedS3 } = await import('../embedded-s3/server.ts');
  const { keepHeapSmall } = await import('../embedded-s3/heap.ts');
  keepHeapSmall();
  return startEmbeddedS3({
    dataDir: join(dataDir, 's3'),
    host: loopback,
    // Beside the console's own, so that links stay good from one start to the next.
    port: await findFreePort(loopback, port === 0 ? 0 : port + 1),
    websitePort: await findFreePort(loopback, websitePort),
    region,
    users: [{ ...keysOf(keys), id: 'cooper', displayName: 'Cooper' }],
    demo: true,
  });
}

function keysOf({ accessKeyId, secretAccessKey }: KeptSecrets): { accessKeyId: string; secretAccessKey: string } {
  return { accessKeyId, secretAccessKey };
}

function toVariables(endpoint: EmbeddedS3, keys: KeptSecrets): Variables {
  return {
    COOPER_ENDPOINT: endpoint.url,
    COOPER_NAME: 'This computer',
    COOPER_PROVIDER: 'embedded',
    COOPER_REGION: region,
    COOPER_ADDRESSING: 'path',
    // Browsers take every name under localhost for this computer.
    ...(endpoint.websiteUrl !== null && { COOPER_WEBSITE_DOMAIN: `localhost:${new URL(endpoint.websiteUrl).port}` }),
    COOPER_ACCESS_KEY_ID: keys.accessKeyId,
    COOPER_SECRET_ACCESS_KEY: keys.secretAccessKey,
  };
}

/** What is open, to be closed in reverse before this process ends: first the programs, which use the rest. */
class Closing {
  readonly #steps: (() => unknown)[] = [];
  #isClosing = false;

  get isClosing(): boolean {
    return this.#isClosing;
  }

  add(step: () => unknown): void {
    this.#steps.unshift(step);
  }

  async exit(code: number): Promise<void> {
    // A terminal sends Ctrl-C to the whole process group and the bootstrap forwards it once more.
    if (this.#isClosing) return;
    this.#isClosing = true;
    await stopAllPrograms();
    for (const step of this.#steps) await step();
    process.exit(code);
  }
}

async function launch(mode: 'built' | 'dev', closing: Closing): Promise<number> {
  loadEnvFile();
  const env = process.env;
  const options = readLaunchOptions(env);
  checkConfiguration(env);
  const lock = await openDataFolder(options.dataDir);
  closing.add(() => lock.release());
  if (!(await isPortFree(options.host, options.port))) {
    throw new ConfigError(`Port ${options.port} of ${options.host} is in use; set PORT to another`);
  }
  if (mode === 'built') await ensureBuild();

  const secrets = keepSecrets(options.dataDir);
  const variables = {
    COOPER_SESSION_KEY: env['COOPER_SESSION_KEY'] || secrets.sessionKey,
    COOPER_DATA_DIR: options.dataDir,
    ...toAbsolutePaths(env),
  };
  if (!hasEndpoint(env)) {
    const endpoint = await startOwnEndpoint(options, secrets);
    closing.add(() => endpoint.close());
    Object.assign(variables, toVariables(endpoint, secrets));
    console.log(`No endpoint is configured; Cooper offers its own at ${endpoint.url}, data in ${options.dataDir}`);
    console.log(
      `Buckets with a website are served at http://<bucket>.localhost:${new URL(endpoint.websiteUrl ?? '').port}`,
    );
  }
  const port = await findFreePort(options.host, options.port);
  const { url, exited } = await startConsole({ mode, host: options.host, port, variables });
  console.log(`Cooper is ready at ${url}`);
  return exited;
}

/** Starts the console with all it needs and stays until it ends or is told to. */
export async function runLaunch(mode: 'built' | 'dev'): Promise<void> {
  const closing = new Closing();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void closing.exit(0));
  try {
    await closing.exit(await launch(mode, closing));
  } catch (error) {
    // A program that was stopped while something waited for it is no news.
    if (!closing.isClosing) console.error(error instanceof ConfigError ? `cooper: ${error.message}` : error);
    await closing.exit(1);
  }
}
