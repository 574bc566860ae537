import { frameOf } from '@quarterdeck/sdk';
import type { Messages } from '../../messages/messages';
import { provenanceOf, resolutionText } from './provenance';

const messages = ((key: string, values?: object) => (values ? Object.values(values).join() : key)) as Messages;

describe('where numbers come from', () => {
  it.each([
    [86_400_000, 'day'],
    [60_000, 'minute'],
    [1_800_000, '30 minutes'],
    [1, 'millisecond'],
  ])('says of values every %d ms that there is one per %s', (ms, width) => {
    expect(resolutionText(ms, 'en-GB', messages)).toBe(width);
  });

  it('says by whose clock it was', () => {
    const frame = frameOf('orders', [], { asOf: Date.parse('2014-11-04T11:24:00Z') });
    const { asOf } = provenanceOf(frame, 'America/New_York', 'en-GB', messages);
    expect(asOf).toBe('Tue, 4 Nov 2014, 06:24 (America/New York)');
  });
});
