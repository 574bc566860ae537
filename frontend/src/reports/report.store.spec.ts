import { TestBed } from '@angular/core/testing';
import { jest } from '@jest/globals';
import { problem, Wire } from '../testing/wire';
import { ReportStore } from './report.store';

const ID = '0199d1a4-0000-7000-8000-000000000001';
const report = (status: string, progress: number, why: string | null = null) => ({
  json: {
    id: ID,
    dashboardId: ID,
    snapshotId: 'ab',
    title: 'City demand',
    status,
    progress,
    problem: why,
    createdAt: '2026-11-20T10:00:00Z',
    finishedAt: null,
  },
});
const wish = { dashboardId: ID, range: { from: 0, to: 1 }, timezone: 'UTC', locale: 'en' };

describe('a report', () => {
  let wire: Wire;
  let store: ReportStore;

  beforeEach(() => {
    jest.useFakeTimers();
    wire = new Wire({ 'POST /api/reports': report('queued', 0), [`GET /api/reports/${ID}`]: report('running', 0.4) });
    TestBed.configureTestingModule({ providers: [ReportStore] });
    store = TestBed.inject(ReportStore);
  });
  afterEach(() => jest.useRealTimers());

  const later = async () => {
    jest.advanceTimersByTime(500);
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  };

  it('tells how far it is', async () => {
    await store.print(wish);
    await later();
    expect(store.report()?.progress).toBe(0.4);
    expect(store.isBusy()).toBe(true);
  });

  it('says why it failed', async () => {
    wire.set(`GET /api/reports/${ID}`, report('failed', 0.4, 'No browser was found.'));
    await store.print(wish);
    await later();
    expect(store.report()?.problem).toBe('No browser was found.');
    expect(store.isBusy()).toBe(false);
  });

  it('keeps what the server refused', async () => {
    wire.set('POST /api/reports', problem(403, 'report.forbidden'));
    await store.print(wish);
    expect(store.failure()).toMatchObject({ status: 403 });
    expect(store.isBusy()).toBe(false);
  });

  it('can be cancelled, and late answers change nothing', async () => {
    await store.print(wish);
    wire.set(`DELETE /api/reports/${ID}`, { status: 204 });
    await store.cancel();
    await later();
    expect(wire.calls.map(({ route }) => route)).toEqual(['POST /api/reports', `DELETE /api/reports/${ID}`]);
    expect([store.report(), store.isBusy()]).toEqual([null, false]);
  });
});
