import type { Frame } from '@quarterdeck/sdk';
import { Transform } from '@quarterdeck/sdk/api/transforms';
import { transformed, transformedAnswer } from '@quarterdeck/sdk/transforms';
import type { PanelData } from '../../panel/panel-data';
import { withNumbers } from './transform-schema';

/** The steps up to the first that a person is still filling in: what comes after it may need what it will make. */
export function wholeSteps(steps: readonly unknown[]): Transform[] {
  const whole: Transform[] = [];
  for (const step of steps) {
    const { data } = Transform.safeParse(step);
    if (!data) break;
    whole.push(withNumbers(data));
  }
  return whole;
}

/** What a panel shows of what its queries answered. */
export function steppedData(data: PanelData, steps: readonly unknown[]): PanelData {
  const { frames, problem } = data;
  return frames ? { ...data, ...transformedAnswer({ frames, problem }, wholeSteps(steps)) } : data;
}

/** The columns that any of the steps can name: those of the answers, and those that the steps before it make. */
export function columnsAlong(frames: readonly Frame[], steps: readonly unknown[]): string[] {
  const whole = wholeSteps(steps);
  const along = [frames, ...whole.map((_, at) => transformed(frames, whole.slice(0, at + 1)).frames)];
  return [...new Set(along.flat().flatMap(({ fields }) => fields.map(({ name }) => name)))];
}
