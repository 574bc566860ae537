import { TestBed } from '@angular/core/testing';
import { OpenRows } from './open-rows';

const row = (id: string, collapsed: boolean) => ({ id, title: id, collapsed });
const fresh = () => {
  TestBed.resetTestingModule();
  return TestBed.inject(OpenRows);
};

describe('the rows that a reader opened', () => {
  beforeEach(() => {
    localStorage.clear();
  });

  it('are as the dashboard says until she touches them, and then as she left them', () => {
    const rows = fresh();
    expect([rows.isOpen('d', row('a', true)), rows.isOpen('d', row('b', false))]).toEqual([false, true]);
    rows.set('d', 'a', true);
    expect(rows.isOpen('d', row('a', true))).toBe(true);
    const later = fresh();
    expect([later.isOpen('d', row('a', true)), later.isOpen('other', row('a', true))]).toEqual([true, false]);
  });

  it.each(['{', 'null', '{"a":"yes"}'])('are forgotten where the browser kept nonsense: %s', (text) => {
    localStorage.setItem('quarterdeck.rows.d', text);
    expect(fresh().isOpen('d', row('a', true))).toBe(false);
  });
});
