import { ChangeDetectionStrategy, Component, computed, effect, input, output, viewChild } from '@angular/core';
import type { Frame, Picture as AnyPicture } from '@quarterdeck/sdk';
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
import { Unloaded } from '../unloaded';

/** Kinds whose code comes with the first picture of the kind. Charts and texts say themselves when they are drawn. */
const LATER = new Set(['gauge', 'heatmap', 'table']);

/** Any picture that {@link checkPicture} let through, on screen or on paper. */
@Component({
  selector: 'qd-picture',
  imports: [ChartPicture, GaugePicture, HeatmapPicture, StackPicture, StatPicture, TablePicture, TextPicture, Unloaded],
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
        @defer (on immediate) {
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
        @defer (on immediate) {
          <qd-gauge-picture #later [picture]="shown" [frames]="known()" [scene]="scene()" [earlier]="earlierGauge()" />
        } @error {
          <qd-unloaded />
        }
      }
      @case ('heatmap') {
        @defer (on immediate) {
          <qd-heatmap-picture #later [picture]="shown" [frames]="known()" [scene]="scene()" [label]="label()" />
        } @error {
          <qd-unloaded />
        }
      }
      @case ('table') {
        @defer (on immediate) {
          <qd-table-picture
            #later
            [picture]="shown"
            [frames]="known()"
            [scene]="scene()"
            [earlier]="earlierTable()"
            [label]="label()"
          />
        } @error {
          <qd-unloaded />
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

  constructor() {
    effect(() => {
      const picture = this.picture();
      if (picture.kind === 'stat' || (LATER.has(picture.kind) && this.later())) queueMicrotask(() => this.drawn.emit());
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
}

function ofKind<K extends AnyPicture['kind']>(
  kind: K,
  earlier: EarlierPicture | null,
): EarlierPicture<Extract<AnyPicture, { kind: K }>> | null {
  return earlier?.picture.kind === kind ? (earlier as EarlierPicture<Extract<AnyPicture, { kind: K }>>) : null;
}
