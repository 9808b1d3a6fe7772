/** An answered request, as the trace of operations shows it. */
export interface LoggedRequest {
  /** Name in the S3 API, `Preflight`, or `Unknown` when it could not be told. */
  operation: string;
  method: string;
  bucket: string | null;
  key: string | null;
  status: number;
  accessKeyId: string | null;
}

/** More would only be a leak. */
const maxEntries = 200_000;

/** What has been asked since the last clear. */
export class RequestLog {
  #entries: LoggedRequest[] = [];

  get entries(): readonly LoggedRequest[] {
    return this.#entries;
  }

  add(entry: LoggedRequest): void {
    if (this.#entries.length < maxEntries) this.#entries.push(entry);
  }

  clear(): void {
    this.#entries = [];
  }
}
