import { createHash as ofNode } from 'node:crypto';
import { createHash } from './crypto.js';
import { EventEmitter } from './events.js';

describe('what stands in for parts of Node', () => {
  it.each(['', 'a', 'häring', 'x'.repeat(55), 'x'.repeat(56), 'x'.repeat(64), 'x'.repeat(1000)])(
    'makes the MD5 of %p',
    (text) => {
      expect(createHash('md5').update(text).digest('hex')).toBe(ofNode('md5').update(text).digest('hex'));
    },
  );

  it('tells listeners in their order, some of them once, and throws an error that nobody hears', () => {
    const heard: unknown[] = [];
    const emitter = new EventEmitter();
    emitter.on('newListener', (name) => heard.push(`new ${String(name)}`));
    const twice = (value: unknown) => heard.push(value);
    emitter.on('x', twice).once('x', () => heard.push('once'));
    expect([emitter.emit('x', 1), emitter.emit('x', 2), emitter.emit('y')]).toEqual([true, true, false]);
    expect(heard).toEqual(['new x', 'new x', 1, 'once', 2]);
    emitter.removeListener('x', twice);
    expect(emitter.listeners('x')).toEqual([]);
    expect(() => emitter.emit('error', new Error('unheard'))).toThrow('unheard');
  });
});
