import { Injectable } from '@nestjs/common';
import type { Frame, Notice, TimeRange } from '@quarterdeck/sdk';
import type { FormulaQuery, MetricsQuery } from '@quarterdeck/sdk/api/metric-queries';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { invalid } from '../../platform/errors.js';
import { nameStep, type Step } from './buckets.js';
import { BucketReader } from './bucket-reader.service.js';
import { saidAsKnown } from '../language/as-known.js';
import { described, sketchWords } from '../language/described.js';
import { linesOfFormula } from '../language/formula-lines.js';
import { parseFormula } from '../language/formula-parser.js';
import { namesIn, textOf, type FormulaNode } from '../language/formula-tree.js';
import { quantityOfFormula } from '../language/formula-units.js';
import { labelText, type Line } from '../language/line.js';
import type { Operand } from '../language/matching.js';
import { quantityOf, settled, unitOf } from '../language/measure.js';
import { requireMeaning } from '../language/measure-rules.js';
import { needsGrid, planOf, type Plan } from '../language/plan.js';
import { Shaping } from '../language/shaping.js';
import { stepFor } from '../language/steps.js';
import { writeUnit } from '../language/unit-words.js';
import { mostSeries } from '../ingest/most-series.js';
import { cut, framesOfLines } from '../series-frames.js';
import { SeriesReader } from '../series-reader.js';
import type { FoundSeries } from './found-series.js';

/** One query with the series that it speaks of. */
interface Part {
  readonly query: MetricsQuery;
  readonly found: FoundSeries;
}
/** The lines of a query, and whether some numbers of them come from sketches. */
interface Drawn {
  readonly lines: Line[];
  readonly times: Float64Array;
  readonly isSketched: boolean;
}
interface Course {
  readonly step: Step;
  readonly notices: readonly Notice[];
  readonly range: TimeRange;
  /** The width was asked for, so that every bucket is read whole. */
  readonly isAsked: boolean;
}

/** The query language of the series store: one query, or a formula between several. */
@Injectable()
export class MetricAnswers {
  constructor(
    /** What there is to be asked: metrics, labels, series. */
    readonly reader: SeriesReader,
    private readonly buckets: BucketReader,
    private readonly clock: Clock,
  ) {}

  /** The kind `metrics`. Throws `invalid` with a proposal for what means nothing. */
  async query(actor: Actor, query: MetricsQuery, range: TimeRange): Promise<Frame[]> {
    const part = { query, found: await this.reader.find(actor, query, mostSeries(query)) };
    const { measure } = part.found;
    requireMeaning(query, measure);
    if (!needsGrid(query)) return this.reader.plain(part.found, query, range);
    const course = await this.course([part], range);
    const { lines, times, isSketched } = await this.lines(part, course);
    const done = described(query, settled(query, measure), course.step);
    const source = saidAsKnown(query, `metrics, ${done}${sketchWords(isSketched)}`);
    const notices = [...course.notices, ...this.notAll(part)];
    const { name: metric } = measure;
    const about = { ...this.facts(course, source, notices), metric, name: metric, alias: query.alias };
    return this.shown(framesOfLines(lines, times, { ...about, unit: unitOf(query, measure) }), [part]);
  }

  /** The kind `formula`. */
  async formula(actor: Actor, { formula, queries, unit, alias }: FormulaQuery, range: TimeRange): Promise<Frame[]> {
    const tree = parseFormula(formula, Object.keys(queries));
    const named = Object.entries(queries).filter(([name]) => namesIn(tree).has(name));
    const parts = await Promise.all(
      named.map(async ([name, query]) => {
        const found = await this.reader.find(actor, query, mostSeries(query));
        requireMeaning(query, found.measure, `queries.${name}`);
        return [name, { query, found }] as const;
      }),
    );
    const quantities = parts.map(([name, { query, found }]) => [name, quantityOf(query, found.measure)] as const);
    const quantity = quantityOfFormula(tree, Object.fromEntries(quantities), unit);
    const all = parts.map(([, part]) => part);
    const course = await this.course(all, range);
    const { lines, times, notices, isSketched } = await this.computed(tree, parts, course);
    const source = `metrics, ${textOf(tree)} per ${nameStep(course.step)}${sketchWords(isSketched)}`;
    const facts = this.facts(course, source, [
      ...course.notices,
      ...all.flatMap((part) => this.notAll(part)),
      ...notices,
    ]);
    const about = { ...facts, name: textOf(tree), alias, unit: writeUnit(quantity) };
    return this.shown(framesOfLines(lines, times, about), all);
  }

  private async computed(
    tree: FormulaNode,
    parts: readonly (readonly [string, Part])[],
    course: Course,
  ): Promise<Drawn & { notices: Notice[] }> {
    const answers = await Promise.all(parts.map(([, part]) => this.lines(part, course)));
    const operands = parts.map(([name, { query }], at): [string, Operand] => {
      const lines = answers[at]?.lines ?? [];
      return [name, { text: name, lines, pinned: pinnedIn(query) }];
    });
    const unmatched = new Map<string, number>();
    const { lines } = linesOfFormula(tree, { operands: Object.fromEntries(operands), unmatched });
    if (lines.length === 0 && unmatched.size > 0) throw noPartners(unmatched);
    const sorted = [...lines].sort((one, other) => (labelText(one.labels) < labelText(other.labels) ? -1 : 1));
    const times = answers[0]?.times ?? new Float64Array();
    const isSketched = answers.some((answer) => answer.isSketched);
    return { lines: sorted, times, isSketched, notices: [...lostIn(lines), ...lonelyIn(unmatched)] };
  }

  /** How wide the buckets of all queries of an answer are. */
  private async course(parts: readonly Part[], range: TimeRange): Promise<Course> {
    const queries = parts.map(({ query }) => query);
    const isAsked = queries.some(({ every }) => every !== undefined);
    const spacings = isAsked
      ? []
      : await Promise.all(parts.map(({ found, query }) => this.buckets.spacing(found, range, query.offset)));
    const { step, widened } = stepFor(queries, {
      spanMs: range.to - range.from,
      maxPoints: range.maxPoints,
      spacingMs: Math.max(0, ...spacings),
      series: Math.max(1, ...parts.map(({ found }) => found.series.length)),
    });
    const text = `Buckets as narrow as asked would be too many here: these are of ${nameStep(step)}.`;
    return { step, range, isAsked, notices: widened ? [{ level: 'warning', text }] : [] };
  }

  private async lines({ query, found }: Part, { step, range, isAsked }: Course): Promise<Drawn> {
    const plan: Plan = planOf(query, range, step, isAsked);
    const how = settled(query, found.measure);
    const shaping = new Shaping(query, how, plan, this.clock.now());
    const { isSketched } = await this.buckets.read({ query, found, plan }, (series) => {
      shaping.add(series);
    });
    return { lines: shaping.finished(), times: plan.times.subarray(plan.begin), isSketched };
  }

  private facts({ step }: Course, source: string, notices: readonly Notice[]) {
    const facts = { source, resolutionMs: step.ms, asOf: this.clock.now() };
    return notices.length > 0 ? { ...facts, notices } : facts;
  }

  /** Where series were left out before they were combined, no number of the answer is whole. */
  private shown(frames: readonly Frame[], parts: readonly Part[]): Frame[] {
    const isCut = parts.some(({ found }) => found.found > found.series.length);
    return cut(frames, frames.length).map((frame) => (isCut ? { ...frame, truncated: true } : frame));
  }

  private notAll({ found: { series, found, measure } }: Part): Notice[] {
    if (found <= series.length) return [];
    const text = `Read from ${String(series.length)} of ${String(found)} series of “${measure.name}”. Choose labels to narrow them down.`;
    return [{ level: 'warning', text }];
  }
}

/** Labels of which a query takes one value only. */
const pinnedIn = ({ labels }: MetricsQuery): ReadonlySet<string> =>
  new Set(Object.entries(labels).flatMap(([name, value]) => (typeof value === 'string' ? [name] : [])));

function lostIn(lines: readonly Line[]): Notice[] {
  const lost = lines.reduce((sum, line) => sum + (line.lost?.size ?? 0), 0);
  if (lost === 0) return [];
  const text = `${String(lost)} ${lost === 1 ? 'value is' : 'values are'} missing: the formula divides by zero there.`;
  return [{ level: 'info', text }];
}

function noPartners(unmatched: ReadonlyMap<string, number>): Error {
  const sentence = `No series have the same labels: ${[...unmatched].map(([whose, count]) => `${String(count)} ${whose}`).join(', ')}.`;
  return invalid(
    'formula.no-partners',
    `${sentence} Group the metrics by a label whose values both have, or add the series up.`,
    {
      place: { field: 'formula' },
    },
  );
}

const lonelyIn = (unmatched: ReadonlyMap<string, number>): Notice[] =>
  [...unmatched].map(([whose, count]) => ({
    level: 'warning',
    text: `${String(count)} series ${whose} are left out: their common labels differ.`,
  }));
