import type { Frame } from '@quarterdeck/sdk';
import type { Annotation, AnnotationColour, AnnotationContent } from '@quarterdeck/sdk/api/annotations';
import { instantOf, wallText } from '../dashboards/time/wall-input';
import type { PointedTime } from '../ui/picture/chart/plot-notes';

/** What a note is about: a metric, or its series with these labels; null for the dashboard. */
export interface Anchor {
  readonly metric: string | null;
  readonly labels: Readonly<Record<string, string>>;
}

/** The fields of the editor. Times are those of a clock in the zone; `anchor` is a place in the list that is offered. */
export interface NoteDraft {
  text: string;
  kind: 'moment' | 'span';
  from: string;
  to: string;
  anchor: string;
  tags: string;
  colour: AnnotationColour;
}

const DASHBOARD: Anchor = { metric: null, labels: {} };
const MOST_ANCHORS = 50;

/** What a note on a panel can be about: each metric, each of its series where it has several labels, and the dashboard. */
export function anchorsOf(frames: readonly Frame[], note: Annotation | null): Anchor[] {
  const series = frames
    .flatMap(({ fields }) => fields)
    .flatMap(({ metric, labels = {} }) => (metric === undefined ? [] : [{ metric, labels }]));
  const whole = series.map(({ metric }) => ({ metric, labels: {} }));
  const own = note ? [{ metric: note.metric, labels: note.labels }] : [];
  const all = new Map([...own, ...whole, ...series].map((anchor) => [keyOf(anchor), anchor]));
  all.delete(keyOf(DASHBOARD));
  return [...[...all.values()].slice(0, MOST_ANCHORS), DASHBOARD];
}

const keyOf = ({ metric, labels }: Anchor) =>
  JSON.stringify([metric, Object.entries(labels).sort(([one], [other]) => (one < other ? -1 : 1))]);

/** `borough=Queens, kind=green`. */
export const labelsText = (labels: Readonly<Record<string, string>>): string =>
  Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(', ');

export function draftOf(
  note: Annotation | null,
  { from, to }: PointedTime,
  anchors: readonly Anchor[],
  zone: string,
): NoteDraft {
  const anchor = note ? anchors.findIndex((one) => keyOf(one) === keyOf(note)) : 0;
  return {
    text: note?.text ?? '',
    kind: to === null ? 'moment' : 'span',
    from: written(from, zone),
    to: written(to ?? from, zone),
    anchor: String(Math.max(0, anchor)),
    tags: note?.tags.join(', ') ?? '',
    colour: note?.colour ?? 'info',
  };
}

/** A time in the form that `datetime-local` takes. */
const written = (at: number, zone: string) => wallText(at, zone).replace(' ', 'T');

/** The instant of a field. One that nobody touched stays exact, also in the hour that comes twice. */
export function timeOf(text: string, original: number | null, zone: string): number | null {
  return original !== null && text === written(original, zone) ? original : instantOf(text, zone);
}

export const tagsOf = (text: string): string[] => [
  ...new Set(
    text
      .split(',')
      .map((tag) => tag.trim())
      .filter(Boolean),
  ),
];

/** What is sent; null while a time is missing. */
export function contentOf(
  draft: NoteDraft,
  { from: wasFrom, to: wasTo }: PointedTime,
  { metric, labels }: Anchor,
  { zone, dashboardId }: { readonly zone: string; readonly dashboardId: string | null },
): AnnotationContent | null {
  const from = timeOf(draft.from, wasFrom, zone);
  const to = draft.kind === 'moment' ? null : timeOf(draft.to, wasTo, zone);
  if (from === null || (draft.kind === 'span' && to === null)) return null;
  return {
    metric,
    labels: metric === null ? {} : { ...labels },
    dashboardId: metric === null ? dashboardId : null,
    from: new Date(from).toISOString(),
    to: to === null ? null : new Date(to).toISOString(),
    text: draft.text.trim(),
    tags: tagsOf(draft.tags),
    colour: draft.colour,
  };
}
