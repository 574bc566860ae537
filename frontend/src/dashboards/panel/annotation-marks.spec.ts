import { frameOf, type Frame } from '@quarterdeck/sdk';
import type { Annotation } from '@quarterdeck/sdk/api/annotations';
import { marksOf, notesFor } from './annotation-marks';

const note = (text: string, metric: string | null, labels: Record<string, string> = {}): Annotation => ({
  id: '0199d1a4-0000-7000-8000-000000000001',
  dashboardId: null,
  metric,
  labels,
  from: '2014-11-02T00:00:00Z',
  to: null,
  text,
  tags: [],
  colour: 'warn',
  source: 'person',
  author: { id: '0199d1a4-0000-7000-8000-000000000002', name: 'Ada' },
  createdAt: '2026-01-01T00:00:00Z',
  editedAt: null,
  version: 1,
});
const frame = (metric: string, labels: Record<string, string>): Frame =>
  frameOf('f', [{ name: 'v', type: 'number', metric, labels, values: new Float64Array(0) }]);
const texts = (notes: Annotation[], frames: Frame[]) => notesFor(notes, frames).map(({ text }) => text);

describe('the annotations of a panel', () => {
  it('are those of its dashboard, and of the metrics and labels it shows', () => {
    const notes = [
      note('all', null),
      note('mine', 'taxi'),
      note('other', 'bus'),
      note('north', 'taxi', { region: 'north' }),
    ];
    expect(texts(notes, [frame('taxi', { region: 'south' })])).toEqual(['all', 'mine']);
    expect(texts(notes, [frame('taxi', { region: 'north' })])).toEqual(['all', 'mine', 'north']);
    expect(texts(notes, [frame('taxi', { region: 'north', kind: 'green' })])).toEqual(['all', 'mine', 'north']);
    expect(texts(notes, [frame('taxi', {})])).toEqual(['all', 'mine']);
  });

  it('are marks with epoch milliseconds, their colour and who wrote them', () => {
    expect(marksOf([note('all', null)])).toEqual([
      {
        from: Date.UTC(2014, 10, 2),
        to: null,
        text: 'all',
        note: {
          id: '0199d1a4-0000-7000-8000-000000000001',
          colour: 'warn',
          author: 'Ada',
          writtenAt: Date.UTC(2026, 0, 1),
        },
      },
    ]);
  });
});
