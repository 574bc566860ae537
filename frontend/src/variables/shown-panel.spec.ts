import { Panel } from '@quarterdeck/sdk/api/dashboards';
import type { Plugin } from '@quarterdeck/sdk/api/plugins';
import { shownPanel } from './shown-panel';

const plugin = { options: { properties: { markdown: { multiline: true }, label: {} } } } as unknown as Plugin;
const panel = (options: object, title = '') =>
  Panel.parse({ id: 'a', title, widget: 'widget-text@1', options, place: { x: 0, y: 0, w: 4, h: 4 } });
const words = new Map([['borough', '[x](javascript:1)']]);

describe('a panel with variables in its texts', () => {
  it('shows what is chosen, and leaves names that no variable has', () => {
    const shown = shownPanel(panel({ label: ['in {{ borough }}'] }, '{{borough}} of {{city}}'), words, plugin);
    expect(shown.title).toBe('[x](javascript:1) of {{city}}');
    expect(shown.options).toEqual({ label: ['in [x](javascript:1)'] });
  });

  it('takes a value for words, not for Markdown', () => {
    const { markdown } = shownPanel(panel({ markdown: '**{{borough}}**' }), words, plugin).options;
    expect(markdown).toBe('**&#91;x&#93;&#40;javascript&#58;1&#41;**');
  });

  it('is the same object where there is nothing to replace', () => {
    const same = panel({ markdown: 'x' });
    expect(shownPanel(same, words, plugin)).toBe(same);
  });
});
