import type { WidgetInput } from '@quarterdeck/sdk';
import { describeWidget } from '@quarterdeck/sdk/testing';
import { draw } from './draw.js';
import widget from './index.js';
import type { Options } from './options.js';

describeWidget(widget, { options: [{ markdown: '# Title\n\n<script>alert(1)</script>' }] });

describe('the text widget', () => {
  it('hands its Markdown on as it was written', () => {
    const input = { options: { markdown: '**Ask** Ada' }, frames: [] } as unknown as WidgetInput<Options>;
    expect(draw(input)).toEqual({ kind: 'text', markdown: '**Ask** Ada' });
  });
});
