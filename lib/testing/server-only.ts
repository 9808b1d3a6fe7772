/** Stands in for the `server-only` package, whose import throws outside a server build. */
export {};
