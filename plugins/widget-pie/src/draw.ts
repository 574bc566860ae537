import type { Picture, WidgetInput } from '@quarterdeck/sdk';
import { labelColumns } from './names.js';
import type { Options } from './options.js';
import { partsOf, slicesOf, type Part } from './parts.js';

/** Loaded by browsers alone, so it must not reach the schema library; `index.ts` adds the options. */
export function draw({ frames, options, theme }: WidgetInput<Options>): Picture {
  const { title, parts, measure } = partsOf(frames, options.reduce);
  const known = parts.filter(({ value }) => Number.isFinite(value) && value !== 0);
  const refusal = refusalOf(parts, known);
  if (refusal || !measure) return { kind: 'text', markdown: refusal };
  const { slices, hasOther } = slicesOf(known, options);
  const missing = parts.filter(({ value }) => !Number.isFinite(value)).length;
  const { totals: _, ...field } = measure;
  const colours = slices.map((__, at) =>
    hasOther && at === slices.length - 1 ? theme.muted : (theme.series[at] ?? theme.muted),
  );
  return {
    kind: 'chart',
    ...(missing > 0 ? { note: `Left out for having no value: ${missing}.` } : {}),
    formats: { series: [field.unit ? { unit: field.unit } : {}] },
    derived: [
      {
        name: 'slices',
        length: slices.length,
        fields: [
          {
            name: title,
            type: 'string',
            dictionary: slices.map(({ name }) => name),
            values: Uint32Array.from(slices, (__, at) => at),
          },
          { ...field, values: Float64Array.from(slices, ({ value }) => value) },
          ...labelColumns(slices),
        ],
      },
    ],
    option: {
      color: colours,
      series: [
        {
          type: 'pie',
          name: field.metric ?? field.name,
          radius: options.style === 'ring' ? ['58%', '92%'] : ['0%', '92%'],
          data: {
            $columns: [
              [frames.length, 0],
              [frames.length, 1],
            ],
          },
        },
      ],
    },
  };
}

/** Why these values are no shares of a whole, and what to do; empty where they are. */
function refusalOf(parts: readonly Part[], known: readonly Part[]): string {
  if (parts.length === 0) {
    return '**There is no number to share out.** A pie needs a column of numbers: choose a metric with several series, or a table with names and values.';
  }
  const negative = known.filter(({ value }) => value < 0).length;
  if (negative > 0) {
    return `**These are no shares of a whole:** ${negative} of ${parts.length} values ${negative === 1 ? 'is' : 'are'} below zero. Show them as bars instead.`;
  }
  if (known.length === 0) {
    return parts.some(({ value }) => value === 0)
      ? '**All values are zero,** so there is nothing to share out.'
      : '**No value in this time range.** Choose a longer one.';
  }
  return '';
}
