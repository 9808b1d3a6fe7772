import type { CORSRule } from '@aws-sdk/client-s3';
import type { CorsRule } from './rules';

export function fromCorsRule(rule: CORSRule): CorsRule {
  return {
    id: rule.ID ?? null,
    allowedOrigins: rule.AllowedOrigins ?? [],
    allowedMethods: rule.AllowedMethods ?? [],
    allowedHeaders: rule.AllowedHeaders ?? [],
    exposedHeaders: rule.ExposeHeaders ?? [],
    maxAgeSeconds: rule.MaxAgeSeconds ?? null,
  };
}

export function toCorsRule(rule: CorsRule): CORSRule {
  return {
    ...(rule.id !== null && { ID: rule.id }),
    AllowedOrigins: rule.allowedOrigins,
    AllowedMethods: rule.allowedMethods,
    ...(rule.allowedHeaders.length > 0 && { AllowedHeaders: rule.allowedHeaders }),
    ...(rule.exposedHeaders.length > 0 && { ExposeHeaders: rule.exposedHeaders }),
    ...(rule.maxAgeSeconds !== null && { MaxAgeSeconds: rule.maxAgeSeconds }),
  };
}
