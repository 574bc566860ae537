import { TestBed } from '@angular/core/testing';
import type { Change } from '@quarterdeck/sdk/api/document-changes';
import { injectMessages } from '../../messages/messages';
import { Blank, openPage } from '../../testing/page';
import { changeTexts } from './change-words';

const panel = (title: string) => ({ id: title.toLowerCase(), title });
const changed = (path: string[], before?: unknown, after?: unknown, about: Change['panel'] = null): Change => ({
  kind: 'changed',
  panel: about,
  path,
  before,
  after,
});

describe('what somebody changed, in words', () => {
  beforeEach(() => openPage(Blank));

  const told = (...changes: Change[]) =>
    TestBed.runInInjectionContext(() =>
      changeTexts(changes, { messages: injectMessages(), locale: 'en', zone: 'UTC' }),
    );

  it('names what of the dashboard is different', () => {
    const range = (from: string) => ({ from, to: 'now' });
    expect(
      told(
        changed(['title'], 'Orders', 'Sales'),
        changed(['range'], range('now-6h'), range('now-7d')),
        changed(['refreshSeconds'], null, 30),
        changed(['timezone'], 'UTC', 'browser'),
        changed(['description']),
      ),
    ).toEqual([
      'The title changed from “Orders” to “Sales”.',
      'It opens on Last 7 days instead of Last 6 hours.',
      'It refreshes by itself every 30 seconds.',
      'The time zone is each reader’s own now.',
      'Description changed.',
    ]);
  });

  it('names what of a panel is different', () => {
    const rides = panel('Rides');
    expect(
      told(
        { kind: 'moved', panel: rides, path: [] },
        changed(['queries', '1', 'input', 'groupBy'], undefined, ['borough'], rides),
        changed(['options', 'unit'], 'km', 'mi', rides),
        changed(['widget'], 'widget-stat@1', 'widget-timeseries@1', rides),
        changed(['title'], 'Trips', 'Rides', rides),
      ),
    ).toEqual([
      'Panel “Rides” was moved.',
      'Panel “Rides”: the group by of its query is borough now.',
      'Panel “Rides”: unit is “mi” now.',
      'Panel “Rides” is shown as timeseries instead of stat.',
      'Panel “Trips” is called “Rides” now.',
    ]);
  });

  it('gathers many panels of one fate, and tells fields that nobody here has heard of by their path', () => {
    const moved = ['A', 'B', 'C', 'D', 'E'].map((title): Change => ({ kind: 'moved', panel: panel(title), path: [] }));
    expect(told(...moved, { kind: 'added', panel: null, path: ['moodRings', 'calm'] })).toEqual([
      'Mood rings: “calm” was added.',
      '5 panels were moved: “A”, “B”, “C”, “D”, and 1 more.',
    ]);
  });
});
