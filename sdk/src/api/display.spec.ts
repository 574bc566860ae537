import { PanelDisplay } from './display.js';

describe('the display of a panel', () => {
  it('is whole with what was given, and needs nothing', () => {
    expect(PanelDisplay.parse({})).toEqual({});
    expect(PanelDisplay.parse({ thresholds: { steps: [{ value: 3 }] } })).toEqual({
      thresholds: { show: 'lines', steps: [{ value: 3, state: 'warn', label: '' }] },
    });
  });

  it.each([
    [{ links: [{ title: 'CRM', address: 'javascript:alert(1)' }] }, /Begin with https/],
    [{ overrides: [{ match: 'a', links: [{ title: 'CRM', address: '//evil.example' }] }] }, /Begin with https/],
    [{ min: 5, max: 5 }, /lowest value/],
    [{ overrides: [{ match: 'a', min: 5, max: 1 }] }, /lowest value/],
    [{ thresholds: { steps: [{ value: 1 }, { value: 1 }] } }, /same value/],
    [{ mappings: [{ kind: 'range', from: 2, to: 1, text: 'x' }] }, /ends before/],
  ])('is refused: %j', (display, sentence) => {
    expect(
      PanelDisplay.safeParse(display)
        .error?.issues.map(({ message }) => message)
        .join(),
    ).toMatch(sentence);
  });
});
