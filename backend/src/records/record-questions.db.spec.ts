import type { FrameJson } from '@quarterdeck/sdk/api/queries';
import { testApp, type TestApp, type TestClient, type TestWorkspace } from '../platform/testing/test-app.js';

const DAY = 86_400_000;
const day = (text: string) => Date.parse(`${text}T12:00:00Z`);
const JANUARY = { from: Date.parse('2026-01-01T00:00:00Z'), to: Date.parse('2026-02-01T00:00:00Z') };

interface Answer {
  readonly frames: FrameJson[];
  readonly problem: { readonly code: string; readonly detail: string } | null;
}

describe('questions about records', () => {
  let app: TestApp;
  let ours: TestWorkspace;
  beforeAll(async () => {
    app = await testApp();
    ours = await app.workspace('Ours');
    await send('orders', [
      order('1', '2026-01-05', { country: 'FR', total: 10, paid: true }),
      order('2', '2026-01-05', { country: 'FR', total: '2.50', paid: false }),
      order('3', '2026-01-06', { country: 'DE', total: 100, paid: true, by: { name: 'ada' } }),
      order('4', '2026-01-08', { total: 7, paid: true }),
      order('5', '2026-02-03', { country: 'FR', total: 1000, paid: true }),
    ]);
  });
  afterAll(() => app.stop());

  const order = (key: string, at: string, body: object) => ({ key, time: day(at), body });
  const send = async (stream: string, rows: unknown[]) => {
    const reply = await ours.editor.request('POST', `/api/records/${stream}`, rows);
    expect(reply.status).toBe(200);
  };
  const ask = async (kind: string, input: object, more: object = {}, by: TestClient = ours.editor): Promise<Answer> => {
    const queries = [{ source: 'records', kind, input }];
    const reply = await by.request('POST', '/api/queries', { range: JANUARY, queries, ...more });
    expect(reply.status).toBe(200);
    const { answers } = (await reply.json()) as { answers: Answer[] };
    return answers[0]!;
  };
  const table = ({ frames, problem }: Answer): Record<string, unknown[]> => {
    expect(problem).toBeNull();
    return Object.fromEntries(frames[0]!.fields.map(({ name, values }) => [name, values]));
  };

  it('answer rows of the range, the newest first, with columns of their types', async () => {
    const answer = await ask('rows', { stream: 'orders' });
    expect(table(answer)).toEqual({
      time: [day('2026-01-08'), day('2026-01-06'), day('2026-01-05'), day('2026-01-05')],
      key: ['4', '3', '2', '1'],
      paid: [true, true, false, true],
      total: ['7', '100', '2.50', '10'],
      country: [null, 'DE', 'FR', 'FR'],
      'by.name': [null, 'ada', null, null],
    });
    expect(answer.frames[0]).toMatchObject({ source: 'records, orders' });
  });

  it('say where rows are left out', async () => {
    const { frames } = await ask('rows', { stream: 'orders', limit: 2, fields: ['total'] });
    expect(frames[0]).toMatchObject({
      length: 2,
      truncated: true,
      notices: [{ text: expect.stringContaining('newest 2') }],
    });
  });

  it.each([
    [{ field: 'country', values: ['FR'] }, ['2', '1']],
    [{ field: 'country', values: ['FR', 'DE'] }, ['3', '2', '1']],
    [{ field: 'country', test: 'is-not', values: ['FR'] }, ['4', '3']],
    [{ field: 'country', test: 'is-missing' }, ['4']],
    [{ field: 'by.name', test: 'is-there' }, ['3']],
    [{ field: 'paid', values: ['true'] }, ['4', '3', '1']],
    [{ field: 'total', test: 'above', values: ['7'] }, ['3', '1']],
    [{ field: 'total', test: 'at-least', values: ['7'] }, ['4', '3', '1']],
    [{ field: 'total', test: 'below', values: ['3'] }, ['2']],
    [{ field: 'total', test: 'at-most', values: ['2.5'] }, ['2']],
    [{ field: 'by.name', test: 'contains', values: ['AD'] }, ['3']],
    [{ field: `x' or true --`, values: [`y' or '1'='1`] }, []],
  ])('take only the records for which %j', async (condition, keys) => {
    expect(table(await ask('rows', { stream: 'orders', conditions: [condition] })).key).toEqual(keys);
  });

  it.each([
    ['count', undefined, [2, 1, 1]],
    ['sum', 'total', [100, 12.5, 7]],
    ['average', 'total', [100, 7, 6.25]],
    ['min', 'total', [100, 7, 2.5]],
    ['max', 'total', [100, 10, 7]],
    ['distinct', 'paid', [2, 1, 1]],
  ])('answer the %s of %s by group', async (aggregate, field, values) => {
    const input = { stream: 'orders', aggregate, field, groupBy: ['country'], every: 'none' };
    const columns = table(await ask('groups', input));
    expect(Object.values(columns)[1]).toEqual(values);
  });

  it('answer one line for each group over local days, zero where nothing was recorded', async () => {
    const input = {
      stream: 'orders',
      aggregate: 'sum',
      field: 'total',
      groupBy: ['country'],
      every: 'day',
      unit: 'currency:EUR',
    };
    const { frames } = await ask('groups', input, { timezone: 'Europe/Paris' });
    expect(frames.map(({ name }) => name)).toEqual(['DE', 'FR', '–']);
    const [times, france] = frames[1]!.fields;
    // The first local day of the range began an hour before it in UTC, and the last one is the first of February.
    expect(times!.values[0]).toBe(Date.parse('2025-12-31T23:00:00Z'));
    expect(times!.values).toHaveLength(32);
    expect(france).toMatchObject({ unit: 'currency:EUR', labels: { country: 'FR' } });
    expect(france!.values.filter((value) => value !== 0)).toEqual([12.5]);
    expect(france!.values[4]).toBe(12.5);
  });

  it('keep days whole over a change of the clocks', async () => {
    const range = { from: Date.parse('2026-03-27T23:00:00Z'), to: Date.parse('2026-03-30T22:00:00Z') };
    const { frames } = await ask('groups', { stream: 'orders', every: 'day' }, { range, timezone: 'Europe/Paris' });
    expect(frames[0]!.fields[0]!.values.map((time) => new Date(time as number).toISOString().slice(5, 16))).toEqual([
      ...['03-27T23:00', '03-28T23:00', '03-29T22:00'],
    ]);
  });

  it('widen buckets that would be too many, and leave out small groups, and say both', async () => {
    const input = { stream: 'orders', groupBy: ['country'], every: 'minute', limit: 1 };
    const { frames } = await ask('groups', input, { maxPoints: 800 });
    expect(frames).toHaveLength(1);
    expect(frames[0]!.fields[0]!.values).toHaveLength(31 * 24);
    expect(frames[0]).toMatchObject({ name: 'FR', truncated: true });
    expect(frames[0]!.notices!.map(({ text }) => text)).toEqual([
      'The 1 largest groups. There are more.',
      'Buckets as narrow as asked would be too many here: these are of an hour.',
    ]);
  });

  it('answer a funnel: steps in their order, each within the time from the first', async () => {
    const event = (key: string, who: string | null, what: string, hours: number) => ({
      key,
      time: day('2026-01-10') + hours * 3_600_000,
      body: { who, what },
    });
    await send('visits', [
      // All the way in time.
      ...[event('a1', 'ada', 'view', 0), event('a2', 'ada', 'cart', 1), event('a3', 'ada', 'pay', 2)],
      // The cart came before the view.
      ...[event('b1', 'bob', 'cart', 0), event('b2', 'bob', 'view', 1), event('b3', 'bob', 'pay', 2)],
      // Too late from the first view, in time from the second.
      ...[event('c1', 'cyd', 'view', 0), event('c2', 'cyd', 'view', 30), event('c3', 'cyd', 'cart', 40)],
      event('c4', 'cyd', 'pay', 60),
      // In one millisecond.
      ...[event('d2', 'dan', 'cart', 5), event('d1', 'dan', 'view', 5)],
      event('n', null, 'view', 0),
    ]);
    const step = (name: string) => ({ name, conditions: [{ field: 'what', values: [name] }] });
    const steps = ['view', 'cart', 'pay'].map(step);
    expect(table(await ask('funnel', { stream: 'visits', actor: 'who', steps, within: '24h' }))).toEqual({
      step: ['view', 'cart', 'pay'],
      actors: [4, 3, 1],
      'of first': [100, 75, 25],
      'of previous': [100, 75, (1 / 3) * 100],
    });
    const twice = { stream: 'visits', actor: 'who', steps: [step('view'), step('view')] };
    expect(table(await ask('funnel', twice)).actors).toEqual([4, 1]);
  });

  it('answer retention: cohorts of the first record, and who came back in which week', async () => {
    // 2026-01-05 is a Monday.
    const visit = (who: string, weeks: number, also = 0) => ({
      key: `${who}${String(weeks)}${String(also)}`,
      time: day('2026-01-05') + weeks * 7 * DAY + also * DAY,
      body: { who },
    });
    await send('logins', [
      ...[visit('ada', 0), visit('ada', 1), visit('ada', 1, 2), visit('ada', 3)],
      ...[visit('bob', 0, 6), visit('bob', 1)],
      visit('cyd', 0),
      ...[visit('dan', 1), visit('dan', 2)],
      // Began before the range: of no cohort that is shown.
      ...[visit('eve', -3), visit('eve', 1)],
    ]);
    const input = { stream: 'logins', actor: 'who', every: 'week', periods: 4 };
    expect(table(await ask('retention', input))).toEqual({
      cohort: [Date.parse('2026-01-05T00:00:00Z'), Date.parse('2026-01-12T00:00:00Z')],
      actors: [3, 1],
      'week 1': [(2 / 3) * 100, 100],
      'week 2': [0, 0],
      'week 3': [(1 / 3) * 100, null],
      'week 4': [null, null],
    });
    const months = { ...input, every: 'month', periods: 1 };
    const range = { from: Date.parse('2025-12-01T00:00:00Z'), to: JANUARY.to };
    expect(table(await ask('retention', months, { range, timezone: 'Asia/Tokyo' }))).toEqual({
      cohort: [Date.parse('2025-11-30T15:00:00Z'), Date.parse('2025-12-31T15:00:00Z')],
      actors: [1, 4],
      // In Tokyo February has begun.
      'month 1': [100, 0],
    });
  });

  it('refuse what is no question, and show nothing of another workspace', async () => {
    expect((await ask('everything', { stream: 'orders' })).problem).toMatchObject({ code: 'query.invalid' });
    expect((await ask('groups', { stream: 'orders', aggregate: 'sum' })).problem?.detail).toContain('Choose the field');
    const theirs = await app.workspace('Theirs');
    for (const kind of ['rows', 'groups']) {
      expect((await ask(kind, { stream: 'orders' }, {}, theirs.owner)).problem).toMatchObject({
        code: 'stream.not-found',
      });
    }
  });

  it('are described for forms', async () => {
    const kinds = (await (await ours.viewer.request('GET', '/api/record-questions')).json()) as { name: string }[];
    expect(kinds.map(({ name }) => name)).toEqual(['groups', 'rows', 'funnel', 'retention']);
  });
});
