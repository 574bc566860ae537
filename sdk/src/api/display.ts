import * as z from 'zod';
import { isLinkAddress } from '../link-address.js';

export const DisplayState = z.enum(['good', 'warn', 'bad', 'info', 'muted']);
export type DisplayState = z.output<typeof DisplayState>;

const Step = z.object({
  value: z.number().optional(),
  state: DisplayState.default('warn'),
  label: z.string().trim().max(60).default(''),
});
const Thresholds = z.object({
  show: z.enum(['lines', 'areas', 'none']).default('lines'),
  steps: z
    .array(Step)
    .max(10)
    .default([])
    .refine(
      (steps) => new Set(steps.map(({ value }) => value)).size === steps.length,
      'Two steps begin at the same value.',
    ),
});

const shown = { text: z.string().trim().min(1).max(80), state: DisplayState.optional() };
const Mapping = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('value'), value: z.string().max(200), ...shown }),
  z
    .object({ kind: z.literal('range'), from: z.number().optional(), to: z.number().optional(), ...shown })
    .refine(({ from, to }) => from === undefined || to === undefined || from <= to, 'The range ends before it begins.'),
  z.object({ kind: z.literal('missing'), ...shown }),
]);

/**
 * `https://crm.example.com/{{label.customer}}?from={{from}}`, a path of this product such as `/dashboards/…`, or what changes
 * in the address of the dashboard itself: `?var-customer={{label.customer}}`.
 */
export const LinkAddress = z
  .string()
  .trim()
  .min(1)
  .max(2000)
  .refine(
    isLinkAddress,
    'Begin with https://, http:// and a host that is written out, with / for a page of this product, or with ? to change this dashboard.',
  );

const options = {
  unit: z.string().trim().max(40).optional(),
  decimals: z.int().min(0).max(10).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  thresholds: Thresholds.optional(),
  mappings: z.array(Mapping).max(50).optional(),
  links: z
    .array(z.object({ title: z.string().trim().min(1).max(80), address: LinkAddress }))
    .max(10)
    .optional(),
};
const isOrdered = ({ min, max }: { min?: number | undefined; max?: number | undefined }) =>
  min === undefined || max === undefined || min < max;
const ORDER = { message: 'The lowest value must be below the highest.', path: ['max'] };

/**
 * How the values of a panel are shown, whatever its widget: for all columns, and otherwise for those whose name, metric or
 * label value fits the pattern of an override (`*` is any text). Of several that fit, the last one counts.
 */
export const PanelDisplay = z
  .object({
    ...options,
    overrides: z
      .array(z.object({ match: z.string().trim().min(1).max(200), ...options }).refine(isOrdered, ORDER))
      .max(20)
      .optional(),
  })
  .refine(isOrdered, ORDER);
export type PanelDisplay = z.output<typeof PanelDisplay>;
