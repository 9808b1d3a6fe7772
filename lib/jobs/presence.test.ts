import { describe, expect, it } from 'vitest';
import { Presence } from './presence';

/** Something that ends when it is told to. */
function makeGate() {
  let open = (): void => undefined;
  const passed = new Promise<void>((resolve) => (open = resolve));
  return { passed, open: () => open() };
}

describe('who lists a job in this process', () => {
  it('does it alone, and once more for those who asked meanwhile', async () => {
    const presence = new Presence();
    const gate = makeGate();
    let times = 0;
    const list = async () => {
      times += 1;
      if (times === 1) await gate.passed;
    };
    const first = presence.asLister('job', list);
    await Promise.all([presence.asLister('job', list), presence.asLister('job', list)]);
    expect(times).toBe(1);
    gate.open();
    await first;
    expect(times).toBe(2);
    expect(presence.askLister('job')).toBe(false);
  });

  it('is free again after a failure', async () => {
    const presence = new Presence();
    await expect(presence.asLister('job', () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
    expect(presence.askLister('job')).toBe(false);
  });
});

describe('who works on a job in this process', () => {
  it('is counted while at it, by job', async () => {
    const presence = new Presence();
    const gate = makeGate();
    const lanes = [1, 2].map(() => presence.asLane('job', () => gate.passed));
    expect([presence.countLanes('job'), presence.countLanes('other')]).toEqual([2, 0]);
    gate.open();
    await Promise.all(lanes);
    expect(presence.countLanes('job')).toBe(0);
  });

  it('waits for nothing where nobody lists', async () => {
    const presence = new Presence();
    await presence.asLane('job', async () => {
      expect(await presence.waitForNews('job', presence.getNews('job'), 60_000)).toBe('none');
    });
  });

  it('is woken by a page, misses none that came before it waited, and by the end of the listing', async () => {
    const presence = new Presence();
    const gate = makeGate();
    await presence.asLane('job', async () => {
      const listing = presence.asLister('job', () => gate.passed);
      const before = presence.getNews('job');
      const waiting = presence.waitForNews('job', before, 60_000);
      presence.tellNews('job');
      expect(await waiting).toBe('news');
      expect(await presence.waitForNews('job', before, 60_000)).toBe('news');
      const last = presence.waitForNews('job', presence.getNews('job'), 60_000);
      gate.open();
      expect(await last).toBe('news');
      await listing;
      expect(await presence.waitForNews('job', presence.getNews('job'), 60_000)).toBe('none');
    });
  });

  it('is handed what it was called for, though its patience ends meanwhile', async () => {
    const presence = new Presence();
    const gate = makeGate();
    const claim = { number: 7, items: [{ key: 'a' }], attempts: 1, running_since: 1 };
    await presence.asLane('job', async () => {
      const listing = presence.asLister('job', () => gate.passed);
      const waiting = [1, 60_000].map((patience) => presence.waitForNews('job', presence.getNews('job'), patience));
      const [wake, ...others] = presence.callWaiting('job', 1);
      expect(others).toEqual([]);
      await new Promise((resolve) => setTimeout(resolve, 20));
      wake?.(claim);
      expect(await waiting[0]).toBe(claim);
      expect(presence.callWaiting('job', 5)).toHaveLength(1);
      gate.open();
      await listing;
    });
  });

  it('gives others a turn when it has waited for so long', async () => {
    const presence = new Presence();
    const gate = makeGate();
    await presence.asLane('job', async () => {
      const listing = presence.asLister('job', () => gate.passed);
      expect(await presence.waitForNews('job', presence.getNews('job'), 1)).toBe('later');
      gate.open();
      await listing;
    });
  });
});
