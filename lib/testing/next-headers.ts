/** Stands in for `next/headers` in a process that answers no browser: nobody has signed in, and whoever asks is on this machine. */
export function cookies(): Promise<Map<string, { value: string }>> {
  return Promise.resolve(new Map<string, { value: string }>());
}

export function headers(): Promise<Headers> {
  return Promise.resolve(new Headers({ host: '127.0.0.1', 'x-forwarded-host': '127.0.0.1' }));
}
