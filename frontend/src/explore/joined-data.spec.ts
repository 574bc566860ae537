import { frameOf } from '@quarterdeck/sdk';
import { NOTHING_YET, type PanelData } from '../dashboards/panel/panel-data';
import { joinedData } from './joined-data';

const frame = (name: string) => frameOf(name, [{ name: 'v', type: 'number', values: Float64Array.of(1) }]);
const answered = (name: string, more: Partial<PanelData> = {}): PanelData => ({
  ...NOTHING_YET,
  frames: [frame(name)],
  window: { from: 0, to: 1 },
  receivedAt: 10,
  loading: false,
  ...more,
});
const problem = { code: 'query.invalid', detail: 'No such column.', fault: 'settings' as const };
const failed = answered('', { frames: [], problem });
const names = ({ frames }: PanelData) => frames?.map(({ name }) => name);

describe('the answers to several queries', () => {
  it('stand in one picture, of the oldest moment', () => {
    const both = joinedData([answered('a'), answered('b', { receivedAt: 5 })]);
    expect([names(both), both.receivedAt, both.loading]).toEqual([['a', 'b'], 5, false]);
  });

  it('are shown without one that failed', () => {
    const some = joinedData([failed, answered('b')]);
    expect([names(some), some.problem]).toEqual([['b'], null]);
  });

  it('fail where all of them failed', () => {
    expect(joinedData([failed, failed]).problem).toBe(problem);
  });

  it('are still loading while one of them is', () => {
    const some = joinedData([answered('a'), NOTHING_YET]);
    expect([names(some), some.loading]).toEqual([['a'], true]);
    expect(joinedData([NOTHING_YET])).toEqual(NOTHING_YET);
  });

  it('tell that one of them could not be reached', () => {
    const error = new Error('gone');
    expect(joinedData([answered('a'), answered('b', { unreached: error })]).unreached).toBe(error);
    const alone = { ...NOTHING_YET, loading: false, unreached: error };
    expect(joinedData([alone]).unreached).toBe(error);
  });
});
