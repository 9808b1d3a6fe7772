import type { ObjectLockConfiguration } from '@aws-sdk/client-s3';
import type { ObjectLock, Period } from './schema';

interface WirePeriod {
  Days?: number | undefined;
  Years?: number | undefined;
}

function fromPeriod({ Days, Years }: WirePeriod): Period {
  return Years === undefined ? { unit: 'days', count: Days ?? null } : { unit: 'years', count: Years };
}

function toPeriod({ unit, count }: Period): WirePeriod {
  if (count === null) return {};
  return unit === 'days' ? { Days: count } : { Years: count };
}

export function fromWire({ Rule }: ObjectLockConfiguration): ObjectLock {
  const { Mode, DefaultEventHold, ...period } = Rule?.DefaultRetention ?? {};
  return {
    retention:
      Mode === undefined
        ? null
        : { mode: Mode === 'COMPLIANCE' ? 'compliance' : 'governance', period: fromPeriod(period) },
    eventHold: DefaultEventHold === undefined ? null : fromPeriod(DefaultEventHold),
  };
}

export function toWire({ retention, eventHold }: ObjectLock): ObjectLockConfiguration {
  if (!retention && !eventHold) return { ObjectLockEnabled: 'Enabled' };
  return {
    ObjectLockEnabled: 'Enabled',
    Rule: {
      DefaultRetention: {
        ...(retention && { Mode: retention.mode === 'compliance' ? 'COMPLIANCE' : 'GOVERNANCE' }),
        ...(retention && toPeriod(retention.period)),
        ...(eventHold && { DefaultEventHold: toPeriod(eventHold) }),
      },
    },
  };
}
