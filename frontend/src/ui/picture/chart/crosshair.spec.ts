import { TestBed } from '@angular/core/testing';
import { Crosshair } from './crosshair';

describe('a crosshair', () => {
  const [one, other] = [{}, {}];

  it('tells every chart but the one that is pointed at, until the pointer leaves that one', () => {
    const crosshair = TestBed.configureTestingModule({ providers: [Crosshair] }).inject(Crosshair);
    crosshair.point(one, 7);
    expect([crosshair.timeFor(one), crosshair.timeFor(other)]).toEqual([null, 7]);
    crosshair.point(other, 8);
    crosshair.point(one, null);
    expect([crosshair.timeFor(one), crosshair.timeFor(other)]).toEqual([8, null]);
    crosshair.point(other, null);
    expect(crosshair.timeFor(one)).toBeNull();
  });
});
