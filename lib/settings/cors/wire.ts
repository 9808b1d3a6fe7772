import type { CORSConfiguration } from '@aws-sdk/client-s3';
import { fromCorsRule, toCorsRule } from '@/lib/cors/wire';
import type { Cors } from './schema';

export function fromWire({ CORSRules = [] }: CORSConfiguration): Cors {
  return { rules: CORSRules.map(fromCorsRule) as Cors['rules'] };
}

export function toWire({ rules }: Cors): CORSConfiguration {
  return { CORSRules: rules.map(toCorsRule) };
}
