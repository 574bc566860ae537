import { jest } from '@jest/globals';
import { TestBed } from '@angular/core/testing';
import { Announcer } from './announcer';

const place = () => document.getElementById('qd-announcer');

describe('what is announced', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('is a change of a text that stood on the page before, and of several the last', () => {
    const announcer = TestBed.inject(Announcer);
    announcer.say('Saved');
    expect(place()?.getAttribute('aria-live')).toBe('polite');
    expect(place()?.textContent).toBe('');
    announcer.say('Moved');
    jest.runAllTimers();
    expect(place()?.textContent).toBe('Moved');
  });

  it('belongs to an open dialog, which hides what it does not own', () => {
    document.body.innerHTML = '<div aria-modal="true" aria-owns="other"></div>';
    const announcer = TestBed.inject(Announcer);
    announcer.say('Copied');
    announcer.say('Copied again');
    expect(document.querySelector('[aria-modal]')?.getAttribute('aria-owns')).toBe('other qd-announcer');
  });
});
