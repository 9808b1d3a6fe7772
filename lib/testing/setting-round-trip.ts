import fc from 'fast-check';
import type { SettingModel } from '../settings/define';
import { isSameJson } from '../settings/seen';

/**
 * Fails unless every valid value comes back from its document unchanged, from the SDK's form of it as from its JSON: what
 * an editor loses, a save would delete.
 */
export function expectRoundTrip<Value, Wire>(model: SettingModel<Value, Wire>, values: fc.Arbitrary<Value>): void {
  fc.assert(
    fc.property(values, (value) => {
      const problem = model.schema.safeParse(value).error;
      if (problem) throw new Error(`The generator made a value that the schema refuses: ${problem.message}`);
      const wire = model.toWire(value);
      const json = JSON.parse(JSON.stringify(wire)) as Wire;
      return isSameJson(model.fromWire(wire), value) && isSameJson(model.fromWire(json), value);
    }),
    { numRuns: 1000 },
  );
}
