import { noteColour } from '../../palette';
import type { NoteMark, Scene } from '../scene';

/** An annotation inside the range, at the place where it begins to be seen. */
export interface Mark extends NoteMark {
  readonly at: number;
  /** From 1, as printed beside its hair line. */
  readonly number: number;
}

/** The annotations that touch the range, in the order of time. */
export function marksIn({ annotations, range }: Pick<Scene, 'annotations' | 'range'>): Mark[] {
  return annotations
    .filter(({ from, to }) => from <= range.to && (to ?? from) >= range.from)
    .toSorted((one, other) => one.from - other.from)
    .map((mark, index) => ({ ...mark, at: Math.max(mark.from, range.from), number: index + 1 }));
}

/**
 * A series of its own, without data, that carries a hair line per annotation and a tint per span. On paper each wears its
 * number; on screen the ticks under the axis speak, see annotation-ticks.ts.
 */
export function markSeries(marks: readonly Mark[], { theme, print, range }: Scene): Record<string, unknown>[] {
  if (marks.length === 0) return [];
  const spans = marks.filter(({ to }) => to !== null);
  return [
    {
      type: 'line',
      name: '',
      data: [],
      silent: true,
      animation: false,
      tooltip: { show: false },
      markLine: {
        silent: true,
        animation: false,
        symbol: 'none',
        lineStyle: { color: theme.muted, width: 1, opacity: print ? 0.5 : 0.34, type: 'solid' },
        label: {
          show: print,
          position: 'end',
          distance: 2,
          color: theme.ink,
          opacity: 1,
          fontSize: 9,
          formatter: ({ dataIndex }: { dataIndex: number }) => String(marks[dataIndex]?.number ?? ''),
        },
        data: marks.map((mark) => ({ xAxis: mark.at, ...dressed('lineStyle', mark, theme) })),
      },
      ...(spans.length > 0
        ? {
            markArea: {
              silent: true,
              itemStyle: { color: theme.muted, opacity: 0.08 },
              data: spans.map((span) => [
                { xAxis: span.at, ...dressed('itemStyle', span, theme) },
                { xAxis: Math.min(span.to ?? span.at, range.to) },
              ]),
            },
          }
        : {}),
    },
  ];
}

/** A note wears its colour; its line and its tint keep their strength. */
const dressed = (style: 'lineStyle' | 'itemStyle', { note }: Mark, theme: Scene['theme']): Record<string, unknown> =>
  note ? { [style]: { color: noteColour(note.colour, theme) } } : {};
