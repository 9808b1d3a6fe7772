import type { CorsRule } from '@/lib/cors/rules';

/** Whether a page of some origin may read or write in a bucket, and how that could be mended. */
export interface CorsCheck {
  /** `unknown`: nobody could tell; the first attempt will. */
  verdict: 'allowed' | 'refused' | 'unknown';
  /** One sentence: what is missing, or why it is not known. Shown as it is. */
  message: string;
  /** The rules of the bucket; `null` when these keys may not read them or the server keeps none. */
  rules: CorsRule[] | null;
  /** The rules with what is missing; `null` when they cannot be written from here. */
  proposal: CorsRule[] | null;
}
