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

/** What became of a request that a browser sent from this page. */
export interface BrowserAnswer {
  outcome:
    /** The page was given the answer, so the preflight, where there was one, was passed. */
    | { kind: 'let-through'; status: number }
    /** The endpoint is there, and the page was given nothing of its answer. */
    | { kind: 'kept-away' }
    /** The browser does not reach the endpoint at all. */
    | { kind: 'unreachable' };
  /** Whether browsers ask before they send such a request. */
  isPreflighted: boolean;
  /** Headers that no page may send, so they were left out. */
  forbidden: string[];
}
