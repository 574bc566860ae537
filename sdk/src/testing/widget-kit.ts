import * as z from 'zod';
import { encodeFrames } from '../frame-codec.js';
import type { Frame } from '../frame.js';
import { outsideSubset } from '../schema-subset.js';
import type { Picture } from '../picture.js';
import type { Widget, WidgetInput } from '../widget.js';
import { columnsIn, coloursIn, isPlain, nodesIn } from './picture-walk.js';
import { emptied, longFrame, sampleOf, sampleRange, sampleTheme, unknown } from './samples.js';

/** As many parts as the host accepts of one picture. */
const MOST_NODES = 50_000;

export interface WidgetCase<O extends z.ZodObject> {
  /** Sets of options worth drawing, beside the defaults. */
  readonly options?: readonly z.input<O>[];
}

/**
 * The tests that every widget must pass; a plugin's spec calls it once and adds what is special to the widget. Every case
 * is drawn with the defaults and with each set of options, in both themes, on screen and on paper.
 */
export function describeWidget<O extends z.ZodObject>(widget: Widget<O>, { options = [] }: WidgetCase<O> = {}): void {
  const choices = [{}, ...options].map((choice) => widget.options.parse(choice));
  const drawn = (frames: readonly Frame[]) =>
    inputs(choices, frames).map((input) => ({ input, picture: widget.draw(input) }));
  const shapes = widget.accepts.shapes.length > 0 ? widget.accepts.shapes : (['scalar'] as const);
  const pictures = () => shapes.flatMap((shape) => drawn(sampleOf(shape)));

  describe('the widget contract', () => {
    it('has options that a form can show and whose defaults are complete', () => {
      const schema = z.toJSONSchema(widget.options, { io: 'input' });
      expect(outsideSubset(schema)).toEqual([]);
      expect(widget.options.safeParse({}).success).toBe(true);
    });

    it.each(shapes)('draws %s frames as plain JSON of bounded size', (shape) => {
      for (const { picture } of drawn(sampleOf(shape))) expectPlain(picture);
    });

    it('draws no frames, frames without rows and frames without values', () => {
      for (const frames of [
        [],
        ...shapes.flatMap((shape) => [sampleOf(shape).map(emptied), sampleOf(shape).map(unknown)]),
      ]) {
        for (const { picture } of drawn(frames)) expectPlain(picture);
      }
    });

    it('draws 100,000 points by referring to them', () => {
      for (const { picture } of drawn([longFrame()])) expectPlain(picture);
    });

    it('refers only to columns that are there', () => {
      for (const { input, picture } of pictures()) {
        const frames = [...input.frames, ...(picture.derived ?? [])];
        for (const [frame, field] of columnsIn(picture)) expect(frames[frame]?.fields[field]).toBeDefined();
      }
    });

    it('uses no colours but those of the theme', () => {
      for (const { input, picture } of pictures()) {
        const { dark: _, series, ...rest } = input.theme;
        expect([...series, ...Object.values(rest), 'transparent']).toEqual(expect.arrayContaining(coloursIn(picture)));
      }
    });

    it('draws the same picture twice and leaves its input as it was', () => {
      for (const input of shapes.flatMap((shape) => inputs(choices, sampleOf(shape)))) {
        const before = encodeFrames(input.frames);
        const picture = widget.draw(input);
        expect(encodeFrames(input.frames)).toEqual(before);
        expect(widget.draw(input)).toEqual(picture);
      }
    });
  });
}

function inputs<Options>(choices: readonly Options[], frames: readonly Frame[]): WidgetInput<Options>[] {
  return choices.flatMap((options) =>
    [false, true].flatMap((dark) =>
      [false, true].map((print) => ({
        options: Object.freeze(options),
        frames: Object.freeze(frames),
        annotations: [{ from: sampleRange.from + 3_600_000, to: null, text: 'A note' }],
        range: sampleRange,
        theme: sampleTheme(dark),
        size: { width: 600, height: 300 },
        locale: 'en',
        print,
      })),
    ),
  );
}

function expectPlain(picture: Picture): void {
  const { derived = [], ...rest } = picture;
  expect(isPlain(rest)).toBe(true);
  expect(nodesIn(rest)).toBeLessThan(MOST_NODES);
  expect(derived.reduce((cells, { length, fields }) => cells + length * fields.length, 0)).toBeLessThanOrEqual(5000);
}
