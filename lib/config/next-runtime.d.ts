declare namespace NodeJS {
  interface ProcessEnv {
    /** Next replaces it when it builds, and only when it is written `process.env.NEXT_RUNTIME`. */
    readonly NEXT_RUNTIME?: 'nodejs' | 'edge';
  }
}
