import { besidePoint } from './tooltip-place';

const PHONE = { width: 390, height: 700 };
const SIZE = { width: 240, height: 60 };

describe('a tooltip', () => {
  it('stands right of the point and below it where there is room', () => {
    expect(besidePoint({ x: 50, y: 100 }, SIZE, PHONE)).toEqual({ x: 66, y: 116 });
  });

  it('stands on the other side where there is none', () => {
    expect(besidePoint({ x: 380, y: 690 }, SIZE, PHONE)).toEqual({ x: 124, y: 614 });
  });

  it('never leaves the window', () => {
    expect(besidePoint({ x: 195, y: 10 }, SIZE, PHONE).x).toBe(8);
    expect(besidePoint({ x: 195, y: 10 }, { width: 600, height: 900 }, PHONE)).toEqual({ x: 8, y: 8 });
  });
});
