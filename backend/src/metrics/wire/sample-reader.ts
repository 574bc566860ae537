import type { RefusedPoint, SeriesKey } from '@quarterdeck/sdk/api/metrics';
import type { PointColumns } from '../binary-copy.js';
import { isStorableTime, type PointFault } from '../reading/point-readers.js';
import { MOST_ERRORS, refusedPoint } from '../ingest/points-body.js';
import { ColumnBuilder } from './column-builder.js';
import type { MessageReader } from './message-reader.js';
import { definitionOf, type Told } from './prometheus-families.js';
import { isFault, seriesKeyOf, seriesOf, type LabelTexts } from './prometheus-names.js';

/** What the series of a request come to. */
export interface Samples {
  readonly series: readonly SeriesKey[];
  readonly points: PointColumns;
  /** Taken without a number to store: stale markers, and samples that say that there is none. */
  readonly empty: number;
  readonly refused: number;
  /** The first {@link MOST_ERRORS} of them. */
  readonly errors: readonly RefusedPoint[];
  /** Sent and not kept. */
  readonly exemplars: number;
  readonly histograms: number;
}

/** The numbers of the fields of a `TimeSeries`. */
interface SampleFields {
  readonly samples: number;
  readonly exemplars: number;
  readonly histograms: number;
}

interface Fault {
  readonly index: number;
  readonly code: PointFault['code'];
  readonly held: unknown;
}

/** A series may have labels without end. */
const SHOWN_LETTERS = 300;

/** Reads the part of both versions that is the same: the samples of one series after the other, into columns. */
export class SampleReader {
  private readonly columns = new ColumnBuilder();
  private readonly series: SeriesKey[] = [];
  private readonly errors: RefusedPoint[] = [];
  private readonly counts = { sent: 0, empty: 0, refused: 0, exemplars: 0, histograms: 0 };
  /** Of the series that is being read. */
  private first = { sent: 0, kept: 0, empty: 0 };
  private faults: Fault[] = [];
  private faulty = 0;

  constructor(
    private readonly reader: MessageReader,
    private readonly fields: SampleFields,
  ) {}

  begin(): void {
    this.first = { sent: this.counts.sent, kept: this.columns.length, empty: this.counts.empty };
    this.faults = [];
    this.faulty = 0;
  }

  read(field: number): void {
    if (field === this.fields.samples) {
      this.readSample();
      return;
    }
    if (field === this.fields.exemplars) this.counts.exemplars++;
    else if (field === this.fields.histograms) this.counts.histograms++;
    this.reader.pass();
  }

  /** The labels may stand behind the samples, so that only now is certain whose they are. */
  end(texts: LabelTexts, told?: Told): void {
    const { sent, kept, empty } = this.first;
    if (this.counts.sent === sent) return;
    const key = seriesKeyOf(texts);
    if (isFault(key)) {
      this.columns.cut(kept);
      this.counts.empty = empty;
      this.refuse(this.counts.sent - sent, [{ ...key, index: sent }], texts);
      return;
    }
    this.refuse(this.faulty, this.faults, texts);
    if (this.columns.length > kept) this.series.push(told ? { ...key, ...definitionOf(key.metric, told) } : key);
  }

  done(): Samples {
    const { empty, refused, exemplars, histograms } = this.counts;
    const { series, errors } = this;
    return { series, points: this.columns.points(), empty, refused, errors, exemplars, histograms };
  }

  /** `Sample`: `value = 1`, `timestamp = 2`; what is 0 may be left out. Version 2 adds when a counter began. */
  private readSample(): void {
    const { reader } = this;
    const end = reader.enter();
    let value = 0;
    let time = 0;
    for (let field = reader.next(end); field !== 0; field = reader.next(end)) {
      if (field === 1) value = reader.float64();
      else if (field === 2) time = reader.whole();
      else reader.pass();
    }
    this.add(value, time, this.counts.sent++);
  }

  private add(value: number, time: number, index: number): void {
    // Of the NaNs that Prometheus knows, the stale marker 0x7ff0000000000002 says that the series ended, and every other
    // that there is no value. Neither is a number to draw: nothing is carried forward here that it would have to end.
    if (Number.isNaN(value)) this.counts.empty++;
    else if (!Number.isFinite(value)) this.fail({ index, code: 'value-unreadable', held: value > 0 ? '+Inf' : '-Inf' });
    else if (time === 0) this.fail({ index, code: 'time-missing', held: '' });
    else if (!isStorableTime(time)) this.fail({ index, code: 'time-out-of-range', held: time });
    else this.columns.add(this.series.length, time, value);
  }

  private fail(fault: Fault): void {
    this.faulty++;
    if (this.errors.length + this.faults.length < MOST_ERRORS) this.faults.push(fault);
  }

  private refuse(
    count: number,
    faults: readonly (Fault | (PointFault & { index: number }))[],
    texts: LabelTexts,
  ): void {
    this.counts.refused += count;
    for (const fault of faults) {
      if (this.errors.length === MOST_ERRORS) return;
      this.errors.push(refusedPoint(fault.index, fault.code, pathOf(fault, texts), fault.held));
    }
  }
}

/** The series as people write it, or of a label `http_requests{path}`. */
function pathOf(fault: Fault | PointFault, texts: LabelTexts): string {
  const series = seriesOf(texts);
  return 'path' in fault ? `${series.split('{')[0] ?? ''}{${fault.path}}` : series.slice(0, SHOWN_LETTERS);
}
