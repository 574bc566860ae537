import { excerptOf, mentionsIn } from './mentions.js';

const ADA = '0199d1a4-0000-7000-8000-00000000000a';
const names = new Map([[ADA, 'Ada']]);

describe('mentions', () => {
  it('are found once each, whatever stands around them', () => {
    expect(mentionsIn(`@[${ADA}], see **@[${ADA.toUpperCase()}]** and @[nobody] and me@[x]`)).toEqual([ADA]);
    expect(mentionsIn('@Ada')).toEqual([]);
  });

  it('are names in an excerpt, which is one line and says where it was cut', () => {
    expect(excerptOf(`Hello @[${ADA}],\n\nlook`, names, 40)).toBe('Hello @Ada, look');
    expect(excerptOf('🙂🙂🙂🙂', names, 3)).toBe('🙂🙂…');
  });
});
