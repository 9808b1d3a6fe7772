/** What can be said of a question when not everything about the request is known. */
export type Answer = 'yes' | 'no' | 'unknown';

export function not(answer: Answer): Answer {
  if (answer === 'unknown') return 'unknown';
  return answer === 'yes' ? 'no' : 'yes';
}

/** Yes as soon as one is, no only when all are. */
export function anyOf<Item>(items: readonly Item[], judge: (item: Item) => Answer): Answer {
  const answers = items.map(judge);
  if (answers.includes('yes')) return 'yes';
  return answers.includes('unknown') ? 'unknown' : 'no';
}

/** No as soon as one is, yes only when all are. */
export function allOf<Item>(items: readonly Item[], judge: (item: Item) => Answer): Answer {
  return not(anyOf(items, (item) => not(judge(item))));
}
