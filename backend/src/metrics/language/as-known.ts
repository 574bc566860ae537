import type { MetricsQuery } from '@quarterdeck/sdk/api/metric-queries';

/** For the range of points that a query reads: since when they are to be known, where it says so. */
export const knownAt = ({ asKnownAt }: MetricsQuery): { asKnownAt?: number } =>
  asKnownAt === undefined ? {} : { asKnownAt: Date.parse(asKnownAt) };

/** What an answer says of its source, with the instant as of which its numbers were known. */
export const saidAsKnown = ({ asKnownAt }: MetricsQuery, source: string): string =>
  asKnownAt === undefined ? source : `${source}, as known at ${new Date(asKnownAt).toISOString()}`;
