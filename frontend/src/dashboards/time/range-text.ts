import type { TimeRangeChoice } from '@quarterdeck/sdk/api/time-range';
import { resolveRange } from '@quarterdeck/sdk/api/time-range';
import type { Messages } from '../../messages/messages';
import { spanText } from '../../ui/picture/values/moments';
import { quickRangeOf } from './time-range';

/** The names of the quick ranges. */
export const QUICK_TEXTS = {
  '15m': 'timeRange.quick.15m',
  '1h': 'timeRange.quick.1h',
  '6h': 'timeRange.quick.6h',
  '24h': 'timeRange.quick.24h',
  '7d': 'timeRange.quick.7d',
  '30d': 'timeRange.quick.30d',
  '90d': 'timeRange.quick.90d',
  '180d': 'timeRange.quick.180d',
  '365d': 'timeRange.quick.365d',
} as const;
const RELATIVE = /^now-(\d+)([smhdw])$/;
const UNITS = { s: 'second', m: 'minute', h: 'hour', d: 'day', w: 'week' } as const;

/** A range as people say it: `Last 6 hours`, or from when to when by the clock of the zone. */
export function rangeText(choice: TimeRangeChoice, zone: string, locale: string, messages: Messages): string {
  const quick = quickRangeOf(choice);
  if (quick) return messages(QUICK_TEXTS[quick]);
  const length = choice.to === 'now' ? RELATIVE.exec(choice.from) : null;
  if (length) {
    const [, count = '', unit = 's'] = length;
    const style = { style: 'unit', unit: UNITS[unit as keyof typeof UNITS], unitDisplay: 'long' } as const;
    return messages('timeRange.last', { length: new Intl.NumberFormat(locale, style).format(Number(count)) });
  }
  if (isEdgeRelative(choice)) return `${choice.from} – ${choice.to}`;
  return spanText(resolveRange(choice, 0), zone, locale);
}

const isEdgeRelative = ({ from, to }: TimeRangeChoice) => from.startsWith('now') || to.startsWith('now');

/** `New York` of `America/New_York`. */
export const zoneName = (zone: string) => zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
