import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Annotation } from '@quarterdeck/sdk/api/annotations';
import { injectLocale } from '../ui/locale';
import { whenText } from '../ui/picture/values/moments';
import { TextPicture } from '../ui/picture/text/text-picture';

/** Beside what one writes: what somebody else made of the same note meanwhile. Neither is lost; the person chooses. */
@Component({
  selector: 'qd-note-theirs',
  imports: [TextPicture, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { role: 'alert' },
  styles: `
    :host {
      display: grid;
      gap: var(--space-8);
      padding: var(--space-8) var(--space-12);
      border-radius: var(--radius);
      background: color-mix(in srgb, var(--warn) 12%, transparent);
      font-size: var(--text-13);
      line-height: 18px;
    }
    qd-text-picture {
      height: auto;
      max-height: 24vh;
      padding-left: var(--space-8);
      border-left: 2px solid var(--warn);
      overflow-wrap: anywhere;
    }
    .when {
      color: var(--muted);
      font-size: var(--text-12);
    }
  `,
  template: `
    <p>{{ 'annotations.theirs.text' | transloco }}</p>
    <p class="when">{{ when() }}</p>
    <qd-text-picture [markdown]="note().text" />
    <div class="qd-actions">
      <button type="button" class="qd-button small" (click)="taken.emit()">
        {{ 'annotations.theirs.take' | transloco }}
      </button>
      <button type="button" class="qd-button small" (click)="replaced.emit()">
        {{ 'annotations.theirs.replace' | transloco }}
      </button>
    </div>
  `,
})
export class NoteTheirs {
  readonly note = input.required<Annotation>();
  readonly zone = input.required<string>();
  readonly taken = output();
  readonly replaced = output();

  private readonly locale = injectLocale();
  protected readonly when = computed(() => {
    const { from, to } = this.note();
    const time = { from: Date.parse(from), to: to === null ? null : Date.parse(to) };
    return whenText(time, this.zone(), this.locale());
  });
}
