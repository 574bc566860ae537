import type { TextPicture, WidgetInput } from '@quarterdeck/sdk';
import type { Options } from './options.js';

/** Loaded by browsers alone, so it must not reach the schema library; `index.ts` adds the options. */
export function draw({ options }: WidgetInput<Options>): TextPicture {
  return { kind: 'text', markdown: options.markdown };
}
