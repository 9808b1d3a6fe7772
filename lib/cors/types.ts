/** The endpoint's answer to a browser's question. */
export interface PreflightAnswer {
  /** Whether a browser would go on and send the request. */
  isAllowed: boolean;
  status: number;
  /** `access-control-*` as answered; `null` where the header is missing. */
  allowedOrigin: string | null;
  allowedMethods: string | null;
  allowedHeaders: string | null;
  exposedHeaders: string | null;
  maxAge: string | null;
}
