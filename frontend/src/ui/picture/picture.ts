import { ChangeDetectionStrategy, Component, computed, effect, input, output, signal, viewChild } from '@angular/core';
import type { Frame, Picture as AnyPicture } from '@quarterdeck/sdk';
import { fetchCode } from '../missing-code';
import { ChartPicture } from './chart/chart-picture';
import { earlierPart, type EarlierPicture } from './chart/earlier';
import { GaugePicture } from './gauge/gauge-picture';
import { HeatmapPicture } from './heatmap/heatmap-picture';
import type { Scene } from './scene';
import { StackPicture } from './stack-picture';
import { StatPicture } from './stat/stat-picture';
import { TablePicture } from './table/table-picture';
import { TextPicture } from './text/text-picture';
import type { TimeSpan } from './chart/zoom-drag';

type Kind = AnyPicture['kind'];
/** Kinds whose code comes with the first picture of the kind. Charts and texts say themselves when they are drawn. */
const CODE: Partial<Record<Kind, () => Promise<unknown>>> = {
  chart: () => import('./chart/chart-picture'),
  gauge: () => import('./gauge/gauge-picture'),
  heatmap: () => import('./heatmap/heatmap-picture'),
  table: () => import('./table/table-picture'),
};
/** Angular gives a deferred part up for good when it cannot be fetched once: each is asked for only when it is here. */
const PRESENT = signal<ReadonlySet<Kind>>(new Set());

/** Any picture that {@link checkPicture} let through, on screen or on paper. */
@Component({
  selector: 'qd-picture',
  imports: [ChartPicture, GaugePicture, HeatmapPicture, StackPicture, StatPicture, TablePicture, TextPicture],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '[class.noted]': 'picture().note' },
  styles: `
    :host {
      display: block;
      height: 100%;
      min-width: 0;
      min-height: 0;
    }
    :host(.noted) {
      display: grid;
      grid-template: minmax(0, 1fr) auto / minmax(0, 1fr);
      gap: var(--space-4);
    }
    .note {
      color: var(--muted);
      font-size: var(--text-12);
      line-height: 16px;
    }
  `,
  template: `
    @let shown = picture();
    @switch (shown.kind) {
      @case ('chart') {
        @defer (when has('chart')) {
          <qd-chart-picture
            [picture]="shown"
            [frames]="known()"
            [scene]="scene()"
            [earlier]="earlierChart()"
            [label]="label()"
            (zoomed)="zoomed.emit($event)"
            (drawn)="drawn.emit()"
            (failed)="failed.emit($event)"
          />
        }
      }
      @case ('stat') {
        <qd-stat-picture [picture]="shown" [frames]="known()" [scene]="scene()" [earlier]="earlierStat()" />
      }
      @case ('gauge') {
        @defer (when has('gauge')) {
          <qd-gauge-picture #later [picture]="shown" [frames]="known()" [scene]="scene()" [earlier]="earlierGauge()" />
        }
      }
      @case ('heatmap') {
        @defer (when has('heatmap')) {
          <qd-heatmap-picture #later [picture]="shown" [frames]="known()" [scene]="scene()" [label]="label()" />
        }
      }
      @case ('table') {
        @defer (when has('table')) {
          <qd-table-picture
            #later
            [picture]="shown"
            [frames]="known()"
            [scene]="scene()"
            [earlier]="earlierTable()"
            [label]="label()"
          />
        }
      }
      @case ('text') {
        <qd-text-picture [markdown]="shown.markdown" (drawn)="drawn.emit()" (failed)="failed.emit($event)" />
      }
      @case ('stack') {
        <qd-stack-picture [direction]="shown.direction">
          @for (part of shown.of; track $index) {
            <qd-picture
              [picture]="part"
              [frames]="known()"
              [earlier]="partBefore(part, $index, shown.of)"
              [scene]="scene()"
              [label]="label()"
              (zoomed)="zoomed.emit($event)"
              (drawn)="partDrawn($index)"
              (failed)="failed.emit($event)"
            />
          }
        </qd-stack-picture>
      }
    }
    @if (shown.note) {
      <p class="note">{{ shown.note }}</p>
    }
  `,
})
export class Picture {
  readonly picture = input.required<AnyPicture>();
  readonly frames = input.required<readonly Frame[]>();
  readonly scene = input.required<Scene>();
  /** What the same widget draws of an earlier time, where the reader compares. */
  readonly earlier = input<EarlierPicture | null>(null);
  /** What the picture shows, for those who hear the page: the panel's title. */
  readonly label = input('');
  readonly zoomed = output<TimeSpan>();
  /** The picture, with all its parts, stands on the page as it will look. */
  readonly drawn = output();
  readonly failed = output<unknown>();

  protected readonly known = computed(() => [...this.frames(), ...(this.picture().derived ?? [])]);
  private readonly before = computed(() => {
    const earlier = this.earlier();
    return earlier && { ...earlier, frames: [...earlier.frames, ...(earlier.picture.derived ?? [])] };
  });
  protected readonly earlierChart = computed(() => ofKind('chart', this.before()));
  protected readonly earlierStat = computed(() => ofKind('stat', this.before()));
  protected readonly earlierGauge = computed(() => ofKind('gauge', this.before()));
  protected readonly earlierTable = computed(() => ofKind('table', this.before()));
  private readonly later = viewChild('later');
  private readonly waiting = new Set<number>();
  protected readonly has = (kind: Kind): boolean => PRESENT().has(kind);

  constructor() {
    effect(() => {
      const { kind } = this.picture();
      const code = CODE[kind];
      if (code && !PRESENT().has(kind)) void this.fetch(kind, code);
    });
    effect(() => {
      const picture = this.picture();
      if (picture.kind === 'stat' || this.later()) queueMicrotask(() => this.drawn.emit());
      if (picture.kind !== 'stack') return;
      this.waiting.clear();
      picture.of.forEach((_, at) => this.waiting.add(at));
      if (this.waiting.size === 0) queueMicrotask(() => this.drawn.emit());
    });
  }

  protected partBefore(part: AnyPicture, at: number, parts: readonly AnyPicture[]): EarlierPicture | null {
    return earlierPart(part, at, parts, this.before());
  }

  protected partDrawn(at: number): void {
    if (this.waiting.delete(at) && this.waiting.size === 0) this.drawn.emit();
  }

  private async fetch(kind: Kind, code: () => Promise<unknown>): Promise<void> {
    try {
      await fetchCode(code);
      PRESENT.update((kinds) => new Set(kinds).add(kind));
    } catch (error) {
      this.failed.emit(error);
    }
  }
}

function ofKind<K extends AnyPicture['kind']>(
  kind: K,
  earlier: EarlierPicture | null,
): EarlierPicture<Extract<AnyPicture, { kind: K }>> | null {
  return earlier?.picture.kind === kind ? (earlier as EarlierPicture<Extract<AnyPicture, { kind: K }>>) : null;
}
