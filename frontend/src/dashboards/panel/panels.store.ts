import { DestroyRef, inject, Injectable, signal, type Signal, type WritableSignal } from '@angular/core';
import type { Frame } from '@quarterdeck/sdk';
import type { Annotation } from '@quarterdeck/sdk/api/annotations';
import { earlierWindow, type Comparison } from '@quarterdeck/sdk/api/comparison';
import type { PanelsBody } from '@quarterdeck/sdk/api/dashboards';
import type { LiveNumbers, LiveScope } from '@quarterdeck/sdk/api/live';
import { POINTS_PER_SERIES } from '@quarterdeck/sdk/api/queries';
import type { VariableChoices } from '@quarterdeck/sdk/api/variable-values';
import type { TimeWindow } from '@quarterdeck/sdk/api/time-range';
import type { FramesAnswer } from '@quarterdeck/sdk/client';
import { NOTHING_YET, type EarlierData, type PanelData } from './panel-data';
import type { NumbersSource } from './panels-source';
import { ToldFrames } from './told-frames';

/** What the panels of a view show. `window` is asked anew for each fetch: the clock moves. */
export interface Question {
  readonly source: NumbersSource;
  readonly panels: readonly string[];
  readonly timezone: string;
  readonly maxPoints?: number;
  readonly variables?: VariableChoices;
  /** The earlier time that is asked for as well. */
  readonly comparison?: Comparison | null;
  /** The numbers as they were known at this instant; as they are now where it is null or left out. */
  readonly asKnownAt?: number | null;
  window(): TimeWindow;
}

/** An earlier time, and how it was chosen. */
export type Compared = Pick<EarlierData, 'comparison' | 'window'>;

/** Live news come in bursts; more often than this nobody can read anyway. */
const LEAST_GAP_MS = 1000;

/** The numbers of the panels on screen. At most one question is under way; what grows stale meanwhile is asked after it. */
@Injectable()
export class PanelsStore {
  private readonly data = new Map<string, WritableSignal<PanelData>>();
  private readonly notes = signal<readonly Annotation[]>([]);
  private readonly notesProblem = signal<unknown>(undefined);
  private readonly earlier = signal<Compared | null>(null);
  private readonly busy = signal(false);
  private readonly outage = signal<unknown>(undefined);
  private question: Question | null = null;
  private readonly wanted = new Set<string>();
  private underWay: AbortController | null = null;
  private asked: readonly string[] = [];
  private notesUnderWay: AbortController | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private lastStart = 0;
  private readonly told = new ToldFrames();
  /** When the numbers were read that panels were told last. */
  private readonly toldAt = new Map<string, number>();

  readonly annotations = this.notes.asReadonly();
  readonly annotationsFailure = this.notesProblem.asReadonly();
  /** What the numbers on screen are compared with; null where with nothing. */
  readonly compared = this.earlier.asReadonly();
  readonly refreshing = this.busy.asReadonly();
  /** Why the last question as a whole got no answer; undefined when it did. */
  readonly failure = this.outage.asReadonly();

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      clearTimeout(this.timer);
      this.underWay?.abort();
      this.notesUnderWay?.abort();
    });
  }

  /** Called by panels; the signal stays the same for the life of the view. */
  of(panel: string): Signal<PanelData> {
    return this.writable(panel).asReadonly();
  }

  /** Called when the document, the range or the zone changed: drops what is under way and asks for everything. */
  ask(question: Question): Promise<void> {
    this.underWay?.abort();
    this.underWay = null;
    this.question = question;
    this.wanted.clear();
    this.toldAt.clear();
    return this.start(question.panels);
  }

  /**
   * Called when other panels came into view, or some were changed: only the `fresh` ones are asked. What is no longer looked
   * at is not waited for.
   */
  show(panels: readonly string[], fresh: readonly string[], variables: VariableChoices = {}): void {
    if (!this.question) return;
    const isChosenAnew = JSON.stringify(this.question.variables ?? {}) !== JSON.stringify(variables);
    this.question = { ...this.question, panels, variables };
    // Another choice may show another metric, which has notes of its own.
    if (isChosenAnew) this.notesAgain();
    if (this.underWay) {
      this.underWay.abort();
      this.underWay = null;
      this.busy.set(false);
      for (const panel of this.asked) this.wanted.add(panel);
    }
    for (const panel of fresh) this.wanted.add(panel);
    for (const panel of this.wanted) if (!panels.includes(panel)) this.wanted.delete(panel);
    void this.start([]);
  }

  /** Called by the refresh button, its interval and the live connection: asks the same again. */
  again(panels: readonly string[] | 'all'): void {
    const known = this.question?.panels ?? [];
    for (const panel of panels === 'all' ? known : known.filter((one) => panels.includes(one))) this.wanted.add(panel);
    if (this.underWay || this.timer !== undefined || this.wanted.size === 0) return;
    const wait = Math.max(0, this.lastStart + LEAST_GAP_MS - Date.now());
    this.timer = setTimeout(() => {
      this.timer = undefined;
      void this.start([]);
    }, wait);
  }

  /** Called by the live connection: where panels are told from now on, by panel. */
  placed(rooms: Readonly<Record<string, string>>): void {
    this.told.place(rooms);
  }

  /** Called by the live connection after it was lost: asks for those that are not told by themselves. */
  againUntold(): void {
    this.again((this.question?.panels ?? []).filter((panel) => !this.told.isTold(panel)));
  }

  /** Called by the live connection with what became of some frames; false where news before it are missing. */
  numbers(news: LiveNumbers, bytes: Uint8Array): boolean {
    const told = this.told.take(news, bytes);
    if (!told) return false;
    const { panels, frames } = told;
    for (const panel of panels) {
      this.toldAt.set(panel, readAt(frames));
      this.writable(panel).update((data) => ({
        ...{ ...data, frames, window: news.window, receivedAt: Date.now() },
        ...{ problem: null, unreached: undefined },
      }));
    }
    return true;
  }

  /** For the live connection: up to where panels were told, and when the numbers on screen were read. */
  place(): Pick<LiveScope, 'known' | 'since'> {
    const shown = (this.question?.panels ?? []).map((panel) => this.writable(panel)().frames ?? []);
    const since = Math.min(...shown.map(readAt));
    return { known: this.told.known(), ...(Number.isFinite(since) ? { since } : {}) };
  }

  /** Called by the live connection and after a note was written: the numbers stay as they are. */
  notesAgain(): void {
    if (this.question) void this.fetchAnnotations(this.question, this.question.window());
  }

  private async start(panels: readonly string[]): Promise<void> {
    for (const panel of panels) this.wanted.add(panel);
    const question = this.question;
    if (!question || this.wanted.size === 0) return;
    const asked = (this.asked = [...this.wanted]);
    this.wanted.clear();
    const abort = (this.underWay = new AbortController());
    this.lastStart = Date.now();
    this.busy.set(true);
    for (const panel of asked) this.writable(panel).update((data) => ({ ...data, loading: true }));
    await this.fetch(question, asked, abort.signal);
    // A newer question has taken over.
    if (this.underWay !== abort) return;
    this.underWay = null;
    this.busy.set(false);
    if (this.wanted.size > 0) this.again([]);
  }

  private async fetch(question: Question, panels: readonly string[], signal: AbortSignal): Promise<void> {
    const range = question.window();
    if (panels.length === question.panels.length) void this.fetchAnnotations(question, range);
    const { timezone, maxPoints = POINTS_PER_SERIES, variables = {}, asKnownAt = null } = question;
    const known = asKnownAt === null ? {} : { asKnownAt: new Date(asKnownAt).toISOString() };
    const body = { range, timezone, maxPoints, variables, panels: [...panels], ...known };
    try {
      const [answers, earlier] = await Promise.all([
        question.source.panels(body, signal),
        this.fetchEarlier(question, body, signal),
      ]);
      if (signal.aborted) return;
      this.earlier.set(earlier);
      panels.forEach((panel, at) => {
        const data = answered(answers[at], range, earlierOf(earlier, at));
        this.writable(panel).update((shown) => (this.isOlder(panel, data) ? { ...shown, loading: false } : data));
      });
      this.outage.set(undefined);
    } catch (error) {
      if (signal.aborted) return;
      for (const panel of panels) {
        this.writable(panel).update((data) => ({ ...data, loading: false, unreached: error }));
      }
      this.outage.set(error);
    }
  }

  /** The same questions over the earlier time, by the same way. Without its answer the present numbers are shown alone. */
  private async fetchEarlier(
    { source, comparison }: Question,
    body: PanelsBody,
    signal: AbortSignal,
  ): Promise<EarlierAnswers | null> {
    if (!comparison) return null;
    const window = earlierWindow({ range: body.range, comparison, timezone: body.timezone });
    const answers = await source.panels({ ...body, range: window }, signal).catch(() => null);
    return { comparison, window, answers };
  }

  /** The newest asking wins, so that an older answer never hides a note. */
  private async fetchAnnotations({ source, variables = {} }: Question, range: TimeWindow): Promise<void> {
    this.notesUnderWay?.abort();
    const { signal } = (this.notesUnderWay = new AbortController());
    try {
      const annotations = await source.annotations(range, variables, signal);
      if (signal.aborted) return;
      this.notes.set(annotations);
      this.notesProblem.set(undefined);
    } catch (error) {
      if (!signal.aborted) this.notesProblem.set(error);
    }
  }

  /** What was told in the meantime is newer than an answer that was under way. */
  private isOlder(panel: string, { frames }: PanelData): boolean {
    return frames !== null && frames.length > 0 && readAt(frames) < (this.toldAt.get(panel) ?? -Infinity);
  }

  private writable(panel: string): WritableSignal<PanelData> {
    let data = this.data.get(panel);
    if (!data) this.data.set(panel, (data = signal(NOTHING_YET)));
    return data;
  }
}

/** Infinity where nobody knows. */
const readAt = (frames: readonly Frame[]) => Math.min(...frames.map(({ asOf = Infinity }) => asOf));

interface EarlierAnswers extends Compared {
  /** null where there was none at all. */
  readonly answers: readonly FramesAnswer[] | null;
}

function earlierOf(earlier: EarlierAnswers | null, at: number): EarlierData | null {
  if (!earlier) return null;
  const { comparison, window, answers } = earlier;
  const { frames = [], problem = null } = answers?.[at] ?? {};
  return { comparison, window, frames, failed: answers === null || problem !== null };
}

function answered(answer: FramesAnswer | undefined, window: TimeWindow, earlier: EarlierData | null): PanelData {
  const { frames = [], problem = null } = answer ?? {};
  return { frames, problem, window, receivedAt: Date.now(), unreached: undefined, loading: false, earlier };
}
