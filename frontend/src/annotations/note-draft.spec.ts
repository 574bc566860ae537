import { frameOf, type Frame } from '@quarterdeck/sdk';
import type { Annotation } from '@quarterdeck/sdk/api/annotations';
import { anchorsOf, contentOf, draftOf } from './note-draft';

const ZONE = 'America/New_York';
const frame = (metric: string, labels: Record<string, string> = {}): Frame =>
  frameOf('f', [{ name: 'v', type: 'number', metric, labels, values: new Float64Array(0) }]);
const note: Annotation = {
  id: '0199d1a4-0000-7000-8000-000000000001',
  dashboardId: null,
  metric: 'taxi',
  labels: { borough: 'Queens' },
  // The second 01:30 of the night in which the clocks go back.
  from: '2014-11-02T06:30:00.250Z',
  to: null,
  text: 'Clocks',
  tags: ['a', 'b'],
  colour: 'bad',
  source: 'person',
  author: null,
  createdAt: null,
  editedAt: null,
  version: 1,
};
const where = { zone: ZONE, dashboardId: '0199d1a4-0000-7000-8000-000000000009' };

describe('what a note can be about', () => {
  it('is each metric of the panel, each of its labelled series, and at last the dashboard', () => {
    const frames = [frame('taxi', { borough: 'Queens' }), frame('taxi', { borough: 'Bronx' }), frame('bus')];
    expect(anchorsOf(frames, null)).toEqual([
      { metric: 'taxi', labels: {} },
      { metric: 'bus', labels: {} },
      { metric: 'taxi', labels: { borough: 'Queens' } },
      { metric: 'taxi', labels: { borough: 'Bronx' } },
      { metric: null, labels: {} },
    ]);
  });

  it('keeps what a note is about already, where the panel does not show it now', () => {
    expect(anchorsOf([frame('bus')], note)[0]).toEqual({ metric: 'taxi', labels: { borough: 'Queens' } });
  });
});

describe('the fields of the editor', () => {
  const time = { from: Date.parse(note.from), to: null };
  const anchors = anchorsOf([], note);
  const draft = draftOf(note, time, anchors, ZONE);

  it('show the clock of the zone', () => {
    expect(draft).toMatchObject({ kind: 'moment', from: '2014-11-02T01:30', anchor: '0', tags: 'a, b', colour: 'bad' });
  });

  it('change nothing where nobody touched them, not even a part of a second or an hour that comes twice', () => {
    expect(contentOf(draft, time, anchors[0]!, where)).toEqual({
      dashboardId: null,
      metric: 'taxi',
      labels: { borough: 'Queens' },
      from: note.from,
      to: null,
      text: 'Clocks',
      tags: ['a', 'b'],
      colour: 'bad',
    });
  });

  it('become a span on the dashboard, with tags once each', () => {
    const changed = {
      ...draft,
      kind: 'span' as const,
      from: '2014-11-02T12:00',
      to: '2014-11-02T13:00',
      tags: 'x, x,',
    };
    expect(contentOf(changed, time, { metric: null, labels: {} }, where)).toMatchObject({
      dashboardId: where.dashboardId,
      metric: null,
      from: '2014-11-02T17:00:00.000Z',
      to: '2014-11-02T18:00:00.000Z',
      tags: ['x'],
    });
  });

  it('send nothing while a time is missing', () => {
    expect(contentOf({ ...draft, from: '' }, time, anchors[0]!, where)).toBeNull();
  });
});
