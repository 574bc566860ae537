import { gridOf } from './zone-grid.js';

const year = (of: number): [number, number] => [Date.UTC(of, 0, 1), Date.UTC(of, 11, 31)];

describe('what of a zone may be read from spans of UTC', () => {
  it.each([
    ['UTC', 2026, 'day'],
    ['Africa/Abidjan', 2026, 'day'],
    ['Europe/London', 2026, 'hour'],
    ['Europe/Berlin', 2026, 'hour'],
    ['Africa/Casablanca', 2026, 'hour'],
    ['Asia/Kolkata', 2026, 'quarter'],
    ['Asia/Kathmandu', 2026, 'quarter'],
    ['Australia/Lord_Howe', 2026, 'quarter'],
    ['America/Caracas', 2026, 'hour'],
  ])('in %s of %s is the %s', (zone, of, grid) => {
    expect(gridOf(zone, ...year(of))).toBe(grid);
  });

  it('is less where clocks once changed a minute past the hour, or stood seconds apart', () => {
    expect(gridOf('America/Goose_Bay', ...year(2010))).toBe('none');
    expect(gridOf('Africa/Monrovia', ...year(1971))).toBe('none');
  });

  it('is what all years of a range have in common', () => {
    expect(gridOf('America/Caracas', Date.UTC(2014, 0, 1), Date.UTC(2020, 0, 1))).toBe('quarter');
    expect(gridOf('America/Caracas', Date.UTC(2018, 0, 1), Date.UTC(2020, 0, 1))).toBe('hour');
  });
});
