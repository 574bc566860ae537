import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { Now, relativeTime } from '../../time-ago';
import { pixelOf, type Rect } from './grid-rect';
import type { Mark } from './marks';
import { whenText } from '../values/moments';
import { plainMarkdown } from '../text/plain-markdown';
import { PlotNotes } from './plot-notes';
import type { Scene } from '../scene';

/** Letters of a note that are said before it is opened. */
const LONGEST = 160;

/**
 * A tick on the time axis for each annotation; it says its text when pointed at or focused, so that twenty hide nothing,
 * and opens when pressed, where somebody keeps the notes.
 */
@Component({
  selector: 'qd-annotation-ticks',
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    :host {
      position: absolute;
      inset: 0;
      pointer-events: none;
    }
    button {
      position: absolute;
      width: 16px;
      height: 18px;
      margin: -9px 0 0 -8px;
      padding: 0;
      border: 0;
      background: none;
      cursor: help;
      pointer-events: auto;
    }
    button::before {
      position: absolute;
      top: 5px;
      left: 5px;
      width: 7px;
      height: 7px;
      border: 1.5px solid var(--surface);
      border-radius: 50%;
      background: var(--colour, var(--muted));
      content: '';
    }
    button:hover,
    button:focus-visible {
      z-index: 2;
    }
    button.opens {
      cursor: pointer;
    }
    button:hover::before,
    button:focus-visible::before {
      outline: 2px solid color-mix(in srgb, var(--colour, var(--accent)) 45%, transparent);
    }
    .line {
      position: absolute;
      bottom: 9px;
      left: 8px;
      width: 1px;
      background: var(--colour, var(--accent));
      visibility: hidden;
    }
    .bubble {
      position: absolute;
      bottom: 20px;
      left: 14px;
      display: none;
      width: max-content;
      max-width: 260px;
      padding: 6px 10px;
      border-radius: var(--radius);
      background: var(--raised);
      box-shadow: var(--shadow);
      color: var(--ink);
      font-size: var(--text-13);
      line-height: 18px;
      text-align: left;
    }
    .left .bubble {
      right: 14px;
      left: auto;
    }
    .when {
      color: var(--muted);
      font-size: var(--text-12);
    }
    button:is(.opened, :hover, :focus-visible) .line {
      visibility: visible;
    }
    button:is(:hover, :focus-visible):not(.opened) .bubble {
      display: grid;
    }
    /* A finger opens the note itself. */
    @media (hover: none) {
      button.opens .bubble {
        display: none !important;
      }
    }
  `,
  template: `
    @for (tick of ticks(); track $index) {
      <button
        type="button"
        [class.left]="tick.left"
        [class.opens]="notes"
        [class.opened]="tick.id !== undefined && tick.id === notes?.reading()"
        [style.--colour]="tick.colour"
        [style.left.px]="tick.x"
        [style.top.px]="tick.y"
        [attr.aria-label]="tick.spoken"
        [attr.aria-haspopup]="notes ? 'dialog' : null"
        (click)="read(tick.id, $event)"
      >
        <span class="line" [style.height.px]="tick.height"></span>
        <span class="bubble" aria-hidden="true">
          <span class="when">{{ tick.when }}</span>
          <span>{{ tick.text }}</span>
          @if (tick.by) {
            <span class="when">{{ tick.by }}</span>
          }
        </span>
      </button>
    }
  `,
})
export class AnnotationTicks {
  readonly marks = input.required<readonly Mark[]>();
  readonly rect = input.required<Rect>();
  readonly scene = input.required<Scene>();

  protected readonly notes = inject(PlotNotes, { optional: true });
  private readonly clock = inject(Now);

  protected readonly ticks = computed(() => {
    const [rect, { range, locale }] = [this.rect(), this.scene()];
    return this.marks().map((mark) => {
      const x = pixelOf(mark.at, rect, range);
      const [text, when] = [plainMarkdown(mark.text, LONGEST), whenText(mark, range.timezone, locale)];
      const by = this.byLine(mark, locale);
      return {
        id: mark.note?.id,
        colour: mark.note ? `var(--${mark.note.colour})` : null,
        spoken: [`${when}: ${text}`, by].filter(Boolean).join('. '),
        by,
        x,
        y: rect.y + rect.height,
        height: rect.height,
        left: x > rect.x + rect.width / 2,
        text,
        when,
      };
    });
  });

  protected read(id: string | undefined, event: Event): void {
    if (id === undefined || !(event.currentTarget instanceof Element)) return;
    this.notes?.read(id, event.currentTarget.getBoundingClientRect());
  }

  /** Who wrote it and how long ago; of what a program sent neither helps. */
  private byLine({ note }: Mark, locale: string): string {
    if (typeof note?.author !== 'string') return '';
    const age = note.writtenAt === null ? '' : relativeTime(note.writtenAt, this.clock.value(), locale);
    return [note.author, age].filter(Boolean).join(' · ');
  }
}
