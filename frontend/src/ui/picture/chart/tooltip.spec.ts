import { lightTheme } from '../../palette';
import { tooltipContent, type TooltipRow } from './tooltip';

const row = (name: string, value: number | null, pointed = false): TooltipRow => ({
  name,
  color: '#000000',
  value,
  text: String(value),
  pointed,
});

describe('a tooltip', () => {
  it('lists the pointed series first, the rest from high to low, missing values last', () => {
    const rows = [row('low', 1), row('none', null), row('high', 9), row('here', 4, true)];
    const names = [...tooltipContent('', rows, lightTheme).children].map((line) => line.children[1]?.textContent);
    expect(names).toEqual(['here', 'high', 'low', 'none']);
  });

  it('says how many it leaves out', () => {
    const rows = Array.from({ length: 20 }, (_, at) => row(`s${at}`, at));
    expect(tooltipContent('Monday', rows, lightTheme).lastElementChild?.textContent).toBe('+ 8');
  });

  it('never reads a name as markup', () => {
    const content = tooltipContent('<i>x</i>', [row('<img src=x onerror=alert(1)>', 1)], lightTheme);
    expect(content.querySelector('img, i')).toBeNull();
    expect(content.textContent).toContain('<img src=x');
  });
});
