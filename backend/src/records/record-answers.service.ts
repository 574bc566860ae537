import { Injectable } from '@nestjs/common';
import type { Frame, Notice, Provenance, TimeRange } from '@quarterdeck/sdk';
import type {
  RecordEvery,
  RecordFunnelQuery,
  RecordGroupsQuery,
  RecordRetentionQuery,
  RecordRowsQuery,
} from '@quarterdeck/sdk/api/record-queries';
import type { RecordCondition } from '@quarterdeck/sdk/api/record-conditions';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { reached, type StepEvent } from './funnel.js';
import { cellAt, fieldOf, numberField, stringField, tableOf, timeField } from './record-frames.js';
import { laterBy } from './later.js';
import { RecordReader } from './record-reader.service.js';
import { seenFields } from './seen-fields.js';
import {
  bucketsStatement,
  gridStatement,
  groupsStatement,
  retentionStatement,
  rowsStatement,
  stepsStatement,
  type Asked,
} from './store/question-sql.js';
import { Streams } from './streams.service.js';

type Body = Readonly<Record<string, unknown>>;
type Groups = readonly (string | null)[];
type Bucketed = Exclude<RecordEvery, 'none'>;

/** Columns of a table where none are asked for. */
const USUAL_COLUMNS = 12;
/** So many records are walked through for a funnel: about 60 MB. */
const MOST_EVENTS = 300_000;
const WIDTHS: readonly [Bucketed, number][] = [
  ['minute', 60_000],
  ['hour', 3_600_000],
  ['day', 86_400_000],
  ['week', 7 * 86_400_000],
  ['month', 28 * 86_400_000],
];
const DURATIONS: Record<string, number> = {
  ...{ s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 },
  ...{ mo: 30 * 86_400_000, y: 365 * 86_400_000 },
};
/** Where nothing was recorded, these are zero and the others are not known. */
const ZERO_WHERE_NOTHING = new Set(['count', 'sum', 'distinct']);

/** The built-in datasource `records`: rows, groups, funnels and retention of one stream. */
@Injectable()
export class RecordAnswers {
  constructor(
    private readonly streams: Streams,
    private readonly reader: RecordReader,
    private readonly clock: Clock,
  ) {}

  /** The kind `rows`. */
  async rows(actor: Actor, query: RecordRowsQuery, range: TimeRange): Promise<Frame[]> {
    const asked = await this.asked(actor, query, range);
    const found = await this.reader.read<[string, number, Body]>(rowsStatement(asked, query.limit + 1));
    const rows = found.slice(0, query.limit);
    const bodies = rows.map(([, , body]) => body);
    const columns = query.fields.length > 0 ? query.fields : usualColumns(bodies);
    const fields = [
      timeField(
        'time',
        rows.map(([, time]) => time),
      ),
      stringField(
        'key',
        rows.map(([key]) => key),
      ),
      ...columns.map((name) =>
        fieldOf(
          name,
          bodies.map((body) => cellAt(body, name)),
        ),
      ),
    ];
    const cut = found.length > rows.length;
    const notices = cut ? [warning(`The newest ${String(rows.length)} records of the range. There are more.`)] : [];
    return [tableOf(query.stream, fields, this.facts(query.stream, { truncated: cut, notices }))];
  }

  /** The kind `groups`: a table, or with `every` a frame for each group. */
  async groups(actor: Actor, query: RecordGroupsQuery, range: TimeRange): Promise<Frame[]> {
    const asked = await this.asked(actor, query, range);
    const grouping = { ...query, field: query.field };
    const found = await this.reader.read<[Groups, number | null]>(
      groupsStatement(asked, { ...grouping, limit: query.limit + 1 }),
    );
    const rows = found.slice(0, query.limit);
    const cut = found.length > rows.length;
    const notices = cut ? [warning(`The ${String(rows.length)} largest groups. There are more.`)] : [];
    const facts = this.facts(query.stream, { truncated: cut, notices });
    if (query.every === 'none') return [groupTable(query, rows, facts)];
    return this.lines(asked, { query, chosen: rows.map(([groups]) => groups), range, facts });
  }

  /** The kind `funnel`. */
  async funnel(actor: Actor, query: RecordFunnelQuery, range: TimeRange): Promise<Frame[]> {
    const asked = await this.asked(actor, { ...query, conditions: [] }, range);
    const steps = query.steps.map(({ conditions }) => conditions);
    const events = await this.reader.read<StepEvent>(stepsStatement(asked, query.actor, steps, MOST_EVENTS + 1));
    const cut = events.length > MOST_EVENTS;
    const counts = reached(cut ? events.slice(0, MOST_EVENTS) : events, steps.length, lengthOf(query.within));
    const share = (place: number, of: number) => percent(counts[place] ?? 0, counts[of] ?? 0);
    const fields = [
      stringField(
        'step',
        query.steps.map(({ name }) => name),
      ),
      numberField('actors', counts),
      numberField(
        'of first',
        counts.map((_, place) => share(place, 0)),
        { unit: 'percent' },
      ),
      numberField(
        'of previous',
        counts.map((_, place) => share(place, Math.max(0, place - 1))),
        { unit: 'percent' },
      ),
    ];
    const text = `These are more than ${MOST_EVENTS.toLocaleString('en')} records: only some actors are counted. Choose a shorter range.`;
    return [
      tableOf(query.stream, fields, this.facts(query.stream, { truncated: cut, notices: cut ? [warning(text)] : [] })),
    ];
  }

  /** The kind `retention`. */
  async retention(actor: Actor, query: RecordRetentionQuery, range: TimeRange): Promise<Frame[]> {
    const asked = await this.asked(actor, { ...query, conditions: [] }, range);
    const rows = await this.reader.read<[number, number, number]>(retentionStatement(asked, query));
    const cohorts = [...new Set(rows.map(([cohort]) => cohort))];
    const actors = new Map(rows.map(([cohort, period, count]) => [`${String(cohort)} ${String(period)}`, count]));
    const at = (cohort: number, period: number) => actors.get(`${String(cohort)} ${String(period)}`) ?? 0;
    const periods = Array.from({ length: query.periods }, (_, place) => place + 1);
    const fields = [
      timeField('cohort', cohorts),
      numberField(
        'actors',
        cohorts.map((cohort) => at(cohort, 0)),
      ),
      ...periods.map((period) =>
        numberField(
          `${query.every} ${String(period)}`,
          // What has not begun yet is not zero.
          cohorts.map((cohort) =>
            laterBy(cohort, query.every, period) < range.to ? percent(at(cohort, period), at(cohort, 0)) : null,
          ),
          { unit: 'percent' },
        ),
      ),
    ];
    return [tableOf(query.stream, fields, this.facts(query.stream))];
  }

  private async lines(
    asked: Asked,
    given: { query: RecordGroupsQuery; chosen: readonly Groups[]; range: TimeRange; facts: Provenance },
  ): Promise<Frame[]> {
    const { query, chosen, range, facts } = given;
    const every = widthFor(query.every as Bucketed, range);
    const grouping = { ...query, field: query.field };
    const [grid, rows] = await Promise.all([
      this.reader.read<[number]>(gridStatement(asked, every)),
      this.reader.read<[Groups, number, number | null]>(bucketsStatement(asked, grouping, every, chosen)),
    ]);
    const times = grid.map(([time]) => time);
    const missing = ZERO_WHERE_NOTHING.has(query.aggregate) ? 0 : null;
    const notices = every === query.every ? facts.notices : [...(facts.notices ?? []), widened(every)];
    const values = Map.groupBy(rows, ([groups]) => JSON.stringify(groups));
    const named = chosen.length === 0 && query.groupBy.length === 0 ? [[]] : chosen;
    return named.map((groups) => {
      const of = new Map((values.get(JSON.stringify(groups)) ?? []).map(([, time, value]) => [time, value]));
      const name = groups.length > 0 ? groups.map((one) => one ?? '–').join(' · ') : nameOf(query);
      const labels = Object.fromEntries(query.groupBy.map((field, place) => [field, groups[place] ?? '']));
      const cells = times.map((time) => (of.has(time) ? (of.get(time) ?? null) : missing));
      const more = { labels, ...(query.unit ? { unit: query.unit } : {}) };
      const resolutionMs = WIDTHS.find(([one]) => one === every)?.[1] ?? 0;
      const fields = [timeField('time', times), numberField(name, cells, more)];
      return tableOf(name, fields, { ...facts, resolutionMs, ...(notices ? { notices } : {}) });
    });
  }

  private async asked(
    actor: Actor,
    { stream, conditions }: { readonly stream: string; readonly conditions: readonly RecordCondition[] },
    { from, to, timezone }: TimeRange,
  ): Promise<Asked> {
    const { id } = await this.streams.require(actor, stream);
    return { streamId: id, from, to, timezone, conditions };
  }

  private facts(stream: string, { truncated = false, notices = [] }: Provenance = {}): Provenance {
    const facts = { asOf: this.clock.now(), source: `records, ${stream}` };
    return { ...facts, ...(truncated ? { truncated } : {}), ...(notices.length > 0 ? { notices } : {}) };
  }
}

const warning = (text: string): Notice => ({ level: 'warning', text });
const widened = (every: Bucketed) =>
  warning(`Buckets as narrow as asked would be too many here: these are of ${every === 'hour' ? 'an' : 'a'} ${every}.`);
const percent = (part: number, whole: number) => (whole === 0 ? null : (part / whole) * 100);
const nameOf = ({ aggregate, field, stream }: RecordGroupsQuery) =>
  field === undefined ? `${aggregate} of ${stream}` : `${aggregate} of ${field}`;

/** The asked width, or the next that does not draw more than there is room for. */
function widthFor(every: Bucketed, { from, to, maxPoints }: TimeRange): Bucketed {
  const first = WIDTHS.findIndex(([name]) => name === every);
  const fits = WIDTHS.slice(first).find(([, width]) => (to - from) / width <= maxPoints);
  return fits?.[0] ?? 'month';
}

function lengthOf(duration: string): number {
  const [, count = '', unit = ''] = /^(\d+)(\w+)$/.exec(duration) ?? [];
  return Number(count) * (DURATIONS[unit] ?? 0);
}

const usualColumns = (bodies: readonly Body[]) =>
  bodies.length === 0
    ? []
    : seenFields(bodies)
        .slice(0, USUAL_COLUMNS)
        .map(({ name }) => name);

function groupTable(query: RecordGroupsQuery, rows: readonly [Groups, number | null][], facts: Provenance): Frame {
  const groups = query.groupBy.map((field, place) =>
    stringField(
      field,
      rows.map(([values]) => values[place] ?? null),
    ),
  );
  const values = rows.map(([, value]) => value);
  const unit = query.unit ? { unit: query.unit } : {};
  return tableOf(query.stream, [...groups, numberField(nameOf(query), values, unit)], facts);
}
