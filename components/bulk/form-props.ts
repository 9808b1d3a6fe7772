import type { ObjectChange } from '@/lib/bulk/schema';

/** A form tells what it asks for after every change: `null` while that is nothing, with the reason where there is one. */
export interface FormProps {
  onChange: (change: ObjectChange | null, problem: string | null) => void;
}
