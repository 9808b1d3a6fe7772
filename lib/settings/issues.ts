import type { SettingModel } from './define';

export interface Issue {
  path: readonly PropertyKey[];
  message: string;
}

/** What is wrong with a value, to be asked field by field. */
export class Issues {
  readonly all: readonly Issue[];

  constructor(all: readonly Issue[]) {
    this.all = all;
  }

  /** The sentence about exactly this field. */
  at(...path: PropertyKey[]): string | undefined {
    return this.all.find((issue) => isSamePath(issue.path, path))?.message;
  }

  /** The first sentence about this field or anything inside it, for fields that show a list as one. */
  within(...path: PropertyKey[]): string | undefined {
    return this.all.find((issue) => isSamePath(issue.path.slice(0, path.length), path))?.message;
  }

  /** The issues inside a field, their paths told from there: what the form of a part is given. */
  below(...path: PropertyKey[]): Issues {
    return new Issues(
      this.all
        .filter((issue) => isSamePath(issue.path.slice(0, path.length), path))
        .map(({ path: whole, message }) => ({ path: whole.slice(path.length), message })),
    );
  }
}

export const noIssues = new Issues([]);

function isSamePath(a: readonly PropertyKey[], b: readonly PropertyKey[]): boolean {
  return a.length === b.length && a.every((part, index) => part === b[index]);
}

/** What a setting's schema says about a value. */
export function findIssues<Value, Wire>(model: SettingModel<Value, Wire>, value: unknown): Issues {
  const parsed = model.schema.safeParse(value);
  return parsed.success ? noIssues : new Issues(parsed.error.issues.map(({ path, message }) => ({ path, message })));
}

/** “rules 1, maxAgeSeconds: Give whole seconds.” Counts from 1, as people do. */
export function describeIssue({ path, message }: Issue): string {
  const words: string[] = [];
  for (const part of path) {
    // “rules 1” rather than “rules, 1”: the number belongs to the list before it.
    if (typeof part === 'number') words.push([words.pop(), part + 1].filter(Boolean).join(' '));
    else words.push(String(part));
  }
  return words.length === 0 ? message : `${words.join(', ')}: ${message}`;
}
