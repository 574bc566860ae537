import type { Formatter, StatPicture } from '@quarterdeck/sdk';
import type { MessageKey } from '../../../messages/messages';
import { changeSince, type EarlierPicture } from '../chart/earlier';
import type { Scene } from '../scene';
import { deltaText } from '../stat/stat-parts';
import { spanText } from './moments';

const THAN = {
  period: 'compare.against.period',
  week: 'compare.against.week',
  year: 'compare.against.year',
} as const;
const AGAINST = {
  period: 'compare.neutral.period',
  week: 'compare.neutral.week',
  year: 'compare.neutral.year',
} as const;
const NOTHING_THEN = {
  period: 'compare.noValue.period',
  week: 'compare.noValue.week',
  year: 'compare.noValue.year',
} as const;

/** The change of one number since an earlier time, in words. */
export interface Since {
  /** Empty where there is nothing to compare with. */
  readonly change: string;
  readonly good: boolean | null;
  readonly text: MessageKey;
  /** When that was, and how much it was then. */
  readonly when: string;
}

export function sinceEarlier(
  now: Pick<StatPicture, 'value'> & { readonly direction?: StatPicture['direction'] | undefined },
  then: number | null,
  { comparison, window }: Pick<EarlierPicture, 'comparison' | 'window'>,
  { range, locale }: Scene,
  write: Formatter,
): Since | null {
  const change = changeSince(now, then);
  if (!change) return null;
  const { value, good } = change;
  const words = value === null ? NOTHING_THEN : good === null ? AGAINST : THAN;
  return {
    change: value === null ? '' : deltaText(value, locale),
    good,
    text: words[comparison],
    when: spanText(window, range.timezone, locale) + (then === null ? '' : `: ${write.full(then)}`),
  };
}
