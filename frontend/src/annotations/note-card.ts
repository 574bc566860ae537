import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Annotation } from '@quarterdeck/sdk/api/annotations';
import Pencil from 'lucide/dist/esm/icons/pencil.mjs';
import Trash2 from 'lucide/dist/esm/icons/trash.mjs';
import { NoteThread } from '../discussions/note-thread';
import { injectMessages } from '../messages/messages';
import { Confirm } from '../ui/confirm';
import { ErrorNote } from '../ui/error-note';
import { Icon } from '../ui/icon';
import { injectLocale } from '../ui/locale';
import { whenText } from '../ui/picture/values/moments';
import { TextPicture } from '../ui/picture/text/text-picture';
import { TimeAgo } from '../ui/time-ago';
import { Toasts } from '../ui/toasts';
import { labelsText } from './note-draft';
import { NoteHistory } from './note-history';
import { NotesStore } from './notes.store';

/** One note: what it says, of when and about what, who wrote it, and what may be done with it. */
@Component({
  selector: 'qd-note-card',
  imports: [ErrorNote, Icon, NoteHistory, NoteThread, TextPicture, TimeAgo, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '[style.--colour]': 'colour()' },
  styles: `
    :host {
      display: grid;
      gap: var(--space-8);
    }
    header {
      display: flex;
      outline: none;
      align-items: center;
      gap: var(--space-8);
      color: var(--muted);
      font-size: var(--text-12);
    }
    header::before {
      flex: none;
      width: 8px;
      height: 8px;
      border-radius: 50%;
      background: var(--colour);
      content: '';
    }
    qd-text-picture {
      height: auto;
      max-height: 40vh;
      overflow-wrap: anywhere;
    }
    .about,
    .by {
      color: var(--muted);
      font-size: var(--text-12);
      line-height: 16px;
      overflow-wrap: anywhere;
    }
    ul {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-4);
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li {
      padding: 0 8px;
      border: 1px solid var(--line);
      border-radius: 999px;
      font-size: var(--text-12);
      line-height: 18px;
    }
  `,
  template: `
    <header tabindex="-1" data-first>{{ when() }}</header>
    <qd-text-picture [markdown]="note().text" />
    @if (note().tags.length > 0) {
      <ul [attr.aria-label]="'annotations.tags' | transloco">
        @for (tag of note().tags; track tag) {
          <li>{{ tag }}</li>
        }
      </ul>
    }
    <p class="about">{{ about() }}</p>
    <p class="by">
      {{ by() }}
      @if (note().createdAt; as at) {
        · <qd-time-ago [at]="at" />
      }
    </p>
    @if (note().editedAt; as at) {
      <qd-note-history [note]="note()" [zone]="zone()" />
    }
    @if (failure(); as error) {
      <qd-error-note [error]="error" />
    }
    @if (mayChange()) {
      <div class="qd-actions">
        <button type="button" class="qd-button small" (click)="edited.emit(note())">
          <qd-icon [of]="icons.Pencil" [size]="14" />
          {{ 'annotations.editThis' | transloco }}
        </button>
        <button type="button" class="qd-button small quiet danger" [disabled]="isRemoving()" (click)="remove()">
          <qd-icon [of]="icons.Trash2" [size]="14" />
          {{ 'annotations.remove' | transloco }}
        </button>
      </div>
    }
    <qd-note-thread [note]="note()" />
  `,
})
export class NoteCard {
  readonly note = input.required<Annotation>();
  readonly zone = input.required<string>();
  readonly edited = output<Annotation>();
  readonly closed = output();

  private readonly store = inject(NotesStore, { optional: true });
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly messages = injectMessages();
  private readonly locale = injectLocale();
  protected readonly icons = { Pencil, Trash2 };
  protected readonly failure = signal<unknown>(undefined);
  protected readonly isRemoving = signal(false);

  protected readonly colour = computed(() => `var(--${this.note().colour})`);
  protected readonly when = computed(() => {
    const { from, to } = this.note();
    const time = { from: Date.parse(from), to: to === null ? null : Date.parse(to) };
    return whenText(time, this.zone(), this.locale());
  });
  protected readonly about = computed(() => {
    const { metric, labels } = this.note();
    if (metric === null) return this.messages('annotations.onDashboard');
    const text = labelsText(labels);
    const about = text ? this.messages('annotations.anchor.series', { metric, labels: text }) : metric;
    return this.messages('annotations.onMetric', { metric: about });
  });
  protected readonly by = computed(() => {
    const { author, source } = this.note();
    const told = this.source(source);
    if (author) return told ? `${author.name} · ${told}` : author.name;
    return told || this.messages('annotations.bySomebody');
  });
  protected readonly mayChange = computed(() => this.store?.mayChange(this.note()) ?? false);

  private source(source: Annotation['source']): string {
    if (source === 'person') return '';
    return this.messages(source === 'api' ? 'annotations.source.api' : 'annotations.source.plugin');
  }

  protected async remove(): Promise<void> {
    this.failure.set(undefined);
    const agreed = await this.confirm.ask({
      heading: this.messages('annotations.removeHeading'),
      text: this.messages('annotations.removeText'),
      action: this.messages('annotations.remove'),
    });
    if (!agreed || !this.store) return;
    this.isRemoving.set(true);
    try {
      await this.store.remove(this.note().id);
      this.toasts.say(this.messages('annotations.removed'));
      this.closed.emit();
    } catch (error) {
      this.failure.set(error);
    } finally {
      this.isRemoving.set(false);
    }
  }
}
