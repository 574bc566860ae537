import type { DerivedAggregate, DerivedEvery, DerivedMetric } from '@quarterdeck/sdk/api/derived-metrics';
import { unitName } from '../ui/unit-text';

/** A derived metric as it is being written. */
export interface DerivedDraft {
  readonly metric: string;
  readonly aggregate: DerivedAggregate;
  readonly field: string;
  /** Fields with a comma between them. */
  readonly labels: string;
  readonly every: DerivedEvery;
  readonly timezone: string;
  readonly unit: string;
}

/** Begins with what is there, or with the simplest that makes sense. */
export function begunDraft(stream: string, derived: DerivedMetric | null): DerivedDraft {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const nothing = { field: '', labels: '', unit: '' };
  if (!derived) return { metric: `${stream}.count`, aggregate: 'count', every: 'hour', timezone: timeZone, ...nothing };
  const { metric, aggregate, field, labels, every, timezone, unit } = derived;
  return { metric, aggregate, every, timezone, field: field ?? '', labels: labels.join(', '), unit: unitName(unit) };
}

export const listed = (labels: string): string[] => labels.split(',').flatMap((label) => label.trim() || []);
