import { classNames } from './class-names';

/** How a checkbox looks in each state. Tables draw thousands of them without a component each. */
export function checkboxClass(isOn: boolean): string {
  return classNames(
    'flex size-[15px] shrink-0 items-center justify-center rounded border',
    isOn ? 'border-accent bg-accent text-accent-ink' : 'border-ink-3 bg-surface text-transparent',
  );
}
