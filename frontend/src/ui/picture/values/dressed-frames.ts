import type { Field, FieldDisplay, Frame } from '@quarterdeck/sdk';
import type { PanelDisplay } from '@quarterdeck/sdk/api/display';

/**
 * The frames of a panel, each column dressed with what the panel says of its display. Called in one place, before a widget
 * draws, so that every widget, screen and sheet of paper shows the same. What a source wrote there itself counts for nothing.
 */
export function dressedFrames(frames: readonly Frame[], display: PanelDisplay | undefined): readonly Frame[] {
  const isDressed = frames.some(({ fields }) => fields.some((field) => field.display !== undefined));
  if (!display && !isDressed) return frames;
  return frames.map((frame) => ({
    ...frame,
    fields: frame.fields.map((field) => dressed(field, frame, display ?? {})),
  }));
}

function dressed({ display: _, ...field }: Field, frame: Frame, { overrides = [], ...all }: PanelDisplay): Field {
  const fitting = overrides.filter(({ match }) => fits(match, field, frame));
  const { unit, match: __, ...display } = Object.assign({}, all, ...fitting.map(given)) as Own;
  const isPlain = field.type === 'time' || Object.keys(display).length === 0;
  return {
    ...field,
    ...(unit && field.type === 'number' ? { unit } : {}),
    ...(isPlain ? {} : { display: display satisfies FieldDisplay }),
  };
}

type Own = Omit<PanelDisplay, 'overrides'> & { match?: string };

/** What an override leaves open stays as it is for all; an empty list says nothing either. */
const given = (override: object) =>
  Object.fromEntries(
    Object.entries(override).filter(
      ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  );

/** A column is meant by its name, its metric, the name of its frame or the value of one of its labels. */
function fits(match: string, { name, metric, labels = {} }: Omit<Field, 'display'>, frame: Frame): boolean {
  const words = [name, metric, frame.name, ...Object.values(labels)];
  return words.some((word) => word !== undefined && fitsPattern(word.toLowerCase(), match.toLowerCase()));
}

/** `*` is any text. Walks the word once: a pattern of many stars must not hold up the page. */
export function fitsPattern(word: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return word === pattern;
  let at = word.startsWith(first) ? first.length : -1;
  for (const part of rest) {
    if (at < 0) return false;
    const found = word.indexOf(part, at);
    at = found < 0 ? -1 : found + part.length;
  }
  return at >= 0 && word.length - last.length >= at && word.endsWith(last);
}
