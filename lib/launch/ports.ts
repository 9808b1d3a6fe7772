import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

/** Listens for a moment. The port, or `null` when it is taken. @throws what else listening fails with */
async function tryPort(host: string, port: number): Promise<number | null> {
  const server = createServer().listen({ host, port, exclusive: true });
  try {
    await once(server, 'listening');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return null;
    throw error;
  }
  const { port: found } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return found;
}

export async function isPortFree(host: string, port: number): Promise<boolean> {
  return (await tryPort(host, port)) !== null;
}

/** A port nobody listens on right now: the preferred one when it is free. */
export async function findFreePort(host: string, preferred = 0): Promise<number> {
  const port =
    (preferred > 0 && preferred <= 65_535 ? await tryPort(host, preferred) : null) ?? (await tryPort(host, 0));
  if (port === null) throw new Error(`No free port on ${host}.`);
  return port;
}
