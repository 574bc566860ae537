import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Annotation, AnnotationEdit } from '@quarterdeck/sdk/api/annotations';
import { injectMessages } from '../messages/messages';
import { ErrorNote } from '../ui/error-note';
import { injectLocale } from '../ui/locale';
import { whenText } from '../ui/picture/values/moments';
import { plainMarkdown } from '../ui/picture/text/plain-markdown';
import { TimeAgo } from '../ui/time-ago';
import { NotesStore } from './notes.store';

/** That a note was changed, and on demand what it said before. Through a share link only the former. */
@Component({
  selector: 'qd-note-history',
  imports: [ErrorNote, TimeAgo, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    :host {
      display: grid;
      gap: var(--space-4);
      color: var(--muted);
      font-size: var(--text-12);
      line-height: 16px;
    }
    .link {
      justify-self: start;
      padding: 0;
      border: 0;
      background: none;
      color: var(--accent);
      cursor: pointer;
    }
    ol {
      display: grid;
      gap: var(--space-8);
      max-height: 24vh;
      margin: 0;
      padding: 0 0 0 var(--space-8);
      overflow: auto;
      border-left: 2px solid var(--line);
      list-style: none;
    }
    .before {
      color: var(--ink);
      overflow-wrap: anywhere;
    }
  `,
  template: `
    <p>
      {{ 'annotations.edited' | transloco }}
      @if (note().editedAt; as at) {
        <qd-time-ago [at]="at" />
      }
    </p>
    @if (failure(); as error) {
      <qd-error-note retryable [error]="error" (retried)="open()" />
    } @else if (edits(); as list) {
      <ol [attr.aria-label]="'annotations.history' | transloco">
        @for (edit of list; track $index) {
          <li>
            {{ edit.who }} · <qd-time-ago [at]="edit.editedAt" /> · {{ 'annotations.before' | transloco }}
            <p class="before">{{ 'ui.labelled' | transloco: { label: edit.when, text: edit.text } }}</p>
          </li>
        }
      </ol>
    } @else if (store) {
      <button type="button" class="link" (click)="open()">{{ 'annotations.showHistory' | transloco }}</button>
    }
  `,
})
export class NoteHistory {
  readonly note = input.required<Annotation>();
  readonly zone = input.required<string>();

  protected readonly store = inject(NotesStore, { optional: true });
  private readonly messages = injectMessages();
  private readonly locale = injectLocale();
  protected readonly failure = signal<unknown>(undefined);
  private readonly found = signal<Awaited<ReturnType<NotesStore['history']>> | null>(null);
  protected readonly edits = computed(() => this.found()?.map((edit) => this.said(edit)) ?? null);

  protected async open(): Promise<void> {
    this.failure.set(undefined);
    try {
      this.found.set((await this.store?.history(this.note().id)) ?? null);
    } catch (error) {
      this.failure.set(error);
    }
  }

  private said({ editor, editedAt, before }: AnnotationEdit) {
    const time = { from: Date.parse(before.from), to: before.to === null ? null : Date.parse(before.to) };
    return {
      editedAt,
      who: editor?.name ?? this.messages('annotations.bySomebody'),
      when: whenText(time, this.zone(), this.locale()),
      text: plainMarkdown(before.text),
    };
  }
}
