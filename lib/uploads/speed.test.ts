import { describe, expect, it } from 'vitest';
import { SpeedMeter } from './speed';

describe('SpeedMeter', () => {
  it('is the average of the last seconds', () => {
    const meter = new SpeedMeter();
    for (let now = 0; now <= 20_000; now += 100) meter.add(now < 10_000 ? 100 : 300, now);
    expect(meter.bytesPerSecond(20_000)).toBeGreaterThan(2_700);
    expect(meter.bytesPerSecond(20_000)).toBeLessThan(3_300);
  });

  it('says nothing too early and nothing after a standstill', () => {
    const meter = new SpeedMeter();
    expect(meter.bytesPerSecond(0)).toBe(0);
    meter.add(1_000_000, 10);
    expect(meter.bytesPerSecond(20)).toBe(0);
    expect(meter.bytesPerSecond(60_000)).toBe(0);
  });
});
