import type { MetricsQuery } from '@quarterdeck/sdk/api/metric-queries';
import { invalid } from '../../platform/errors.js';
import { chooseStep, nameStep, stepNamed, stepsDown, type Step } from '../reading/buckets.js';

/** What decides how wide the buckets of an answer are. */
export interface StepNeeds {
  readonly spanMs: number;
  /** Of one line, where nobody asks for a width. */
  readonly maxPoints: number;
  /** How far apart the points lie: narrower buckets would be full of holes. */
  readonly spacingMs: number;
  /** How many series are read. */
  readonly series: number;
}
export interface ChosenStep {
  readonly step: Step;
  /** Buckets of the asked width would be too many. */
  readonly widened: boolean;
}

/** Numbers held at once while series are combined: about 4 MB. */
const MOST_CELLS = 500_000;
const MOST_BUCKETS = 10_000;

/** One width for all queries of an answer: the widest that one of them asks for, or what suits the range. */
export function stepFor(queries: readonly Pick<MetricsQuery, 'every' | 'offset'>[], needs: StepNeeds): ChosenStep {
  const asked = queries.flatMap(({ every }) => (every === undefined ? [] : [stepNamed(every)]));
  const widest = asked.reduce<Step | undefined>((one, other) => (one && one.ms >= other.ms ? one : other), undefined);
  const chosen = widest ?? wider(chooseStep(needs.spanMs, needs.maxPoints), chooseStep(needs.spacingMs, 1));
  const possible = chooseStep(needs.spanMs, Math.min(MOST_BUCKETS, Math.max(1, Math.floor(MOST_CELLS / needs.series))));
  const step = wider(chosen, possible);
  const offsets = queries.flatMap(({ offset }) => (offset === undefined ? [] : [offset]));
  const fitting = offsets.every((offset) => fits(step, offset)) ? step : narrower(step, offsets, widest !== undefined);
  if (fitting.ms < possible.ms) throw coarse(step, offsets);
  return { step: fitting, widened: widest !== undefined && step.ms > widest.ms };
}

const wider = (one: Step, other: Step) => (other.ms > one.ms ? other : one);

/** The buckets of an earlier time lie under those of today only where it is a whole number of buckets ago. */
function narrower(step: Step, offsets: readonly string[], isAsked: boolean): Step {
  const fitting = stepsDown().find(
    ({ ms, calendar }) => ms <= step.ms && offsets.every((one) => fits({ ms, calendar }, one)),
  );
  if (!fitting || isAsked) throw coarse(step, offsets, fitting);
  return fitting;
}

const DAY_MS = 86_400_000;

function fits(step: Step, offset: string): boolean {
  const months = monthsIn(offset);
  const { ms } = stepNamed(offset);
  const unit = step.calendar === null ? undefined : MONTHS[step.calendar];
  if (unit !== undefined) return months > 0 && months % unit === 0;
  return months > 0 ? step.ms <= DAY_MS : ms % step.ms === 0;
}

const MONTHS: Readonly<Record<string, number | undefined>> = { month: 1, quarter: 3, year: 12 };

function monthsIn(duration: string): number {
  const count = Number.parseInt(duration, 10);
  if (duration.endsWith('mo')) return count;
  return duration.endsWith('y') ? count * 12 : 0;
}

function coarse(step: Step, offsets: readonly string[], fitting?: Step): Error {
  const proposal = fitting
    ? `Choose buckets of ${nameStep(fitting)}.`
    : 'Choose a shorter range, or an offset of whole buckets.';
  const sentence = `Buckets of ${nameStep(step)} cannot be compared with those of ${offsets.join(' or ')} earlier.`;
  return invalid('query.offset', `${sentence} ${proposal}`, { place: { field: 'offset' } });
}
