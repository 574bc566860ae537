import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { darkTheme, lightTheme, noteColour } from './palette';

const css = readFileSync(join(import.meta.dirname, '../styles/tokens.css'), 'utf8');
const tokens = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#\w+), (#\w+)\)/g)].map(([, name, light, dark]) => [
    name,
    { light, dark },
  ]),
);

describe('the colours of pictures', () => {
  const named = ['ink', 'muted', 'line', 'surface', 'accent', 'good', 'warn', 'bad'] as const;

  it.each(named)('are those of the page: %s', (name) => {
    expect({ light: lightTheme[name], dark: darkTheme[name] }).toEqual(tokens.get(name));
  });

  it.each(['accent', 'good', 'warn', 'bad', 'info'] as const)('of notes are those of the page too: %s', (name) => {
    expect({ light: noteColour(name, lightTheme), dark: noteColour(name, darkTheme) }).toEqual(tokens.get(name));
  });

  it('have the eight series colours in the same order', () => {
    const series = lightTheme.series.map((light, place) => ({ light, dark: darkTheme.series[place] }));
    expect(series).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((place) => tokens.get(`series-${String(place)}`)));
  });

  it.each([
    ['ink', 4.5],
    ['muted', 4.5],
    ['accent', 4.5],
    ['good', 4.5],
    ['warn', 4.5],
    ['bad', 4.5],
    ['faint', 3],
  ])('can be read on a surface: %s', (name, least) => {
    for (const mode of ['light', 'dark'] as const) {
      const contrast = ratio(tokens.get(name)?.[mode] ?? '', tokens.get('surface')?.[mode] ?? '');
      expect(contrast).toBeGreaterThanOrEqual(least);
    }
  });
});

/** Contrast after WCAG 2. */
function ratio(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
