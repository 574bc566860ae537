import type { Panel } from '@quarterdeck/sdk/api/dashboards';
import { fileName } from './file-name';
import { cssString, pageStyle } from './page-style';
import { isLandscape } from './sheets';

const panel = (x: number, y: number, w: number) => ({ place: { x, y, w, h: 4 } }) as Panel;

describe('a sheet', () => {
  it('has title, range and page numbers in its margins', () => {
    const style = pageStyle({
      landscape: true,
      title: 'City demand',
      range: 'July · UTC',
      asOf: 'As of today',
      pageNumber: 'Page {page} of {pages}',
    });
    expect(style).toContain('size: A4 landscape');
    expect(style).toContain('@top-left { content: "City demand"');
    expect(style).toContain('"Page " counter(page) " of " counter(pages)');
  });

  it('cannot be broken by what a title holds', () => {
    expect(cssString('a"; } body { display: none }')).toBe('"a\\22 ; } body { display: none }"');
    expect(cssString('</style>\n\\')).toBe('"\\3c /style\\3e \\a \\5c "');
  });

  it('stands upright where panels take the whole width', () => {
    expect(isLandscape([panel(0, 0, 24), panel(0, 4, 24)])).toBe(false);
    expect(isLandscape([panel(0, 0, 12), panel(12, 0, 12)])).toBe(true);
  });
});

describe('the name of a file', () => {
  it.each([
    ['City demand', 'City-demand.pdf'],
    ['../../etc/passwd', 'etc-passwd.pdf'],
    ['Übersicht 2026: «Umsatz»', 'Übersicht-2026-Umsatz.pdf'],
    ['???', 'dashboard.pdf'],
  ])('of "%s" is %s', (title, name) => {
    expect(fileName(title)).toBe(name);
  });
});
