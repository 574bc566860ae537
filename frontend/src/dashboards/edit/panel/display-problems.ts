import { isLinkAddress } from '@quarterdeck/sdk';
import type { PanelDisplay } from '@quarterdeck/sdk/api/display';
import type { Messages } from '../../../messages/messages';
import type { ToldProblem } from '../../../ui/schema-form/form-problems';

type Own = Omit<PanelDisplay, 'overrides'>;

/** What the fields of a display say of one another, or no form can check: in words, at the place of the field. */
export function displayProblems({ overrides = [], ...all }: PanelDisplay, text: Messages): ToldProblem[] {
  return [
    ...problemsOf(all, '', text),
    ...overrides.flatMap((one, at) => problemsOf(one, `overrides.${String(at)}.`, text)),
  ];
}

function problemsOf({ min, max, thresholds, mappings = [], links = [] }: Own, place: string, text: Messages) {
  const values = (thresholds?.steps ?? []).map(({ value }) => value);
  // The form of thresholds stands by itself; within an override it is a part.
  const steps = place ? `${place}thresholds.steps` : 'steps';
  return [
    ...(isBackwards(min, max) ? [{ path: `${place}max`, message: text('display.numbers.order') }] : []),
    ...values.flatMap((value, at) =>
      values.indexOf(value) < at
        ? [{ path: `${steps}.${String(at)}.value`, message: text('display.thresholds.twice') }]
        : [],
    ),
    ...mappings.flatMap((one, at) =>
      one.kind === 'range' && one.from !== undefined && one.to !== undefined && one.from > one.to
        ? [{ path: `${place}mappings.${String(at)}.to`, message: text('display.mappings.order') }]
        : [],
    ),
    ...links.flatMap(({ address }, at) =>
      address && !isLinkAddress(address.trim())
        ? [{ path: `${place}links.${String(at)}.address`, message: text('display.links.wrong') }]
        : [],
    ),
  ];
}

const isBackwards = (min: number | undefined, max: number | undefined) =>
  min !== undefined && max !== undefined && min >= max;
