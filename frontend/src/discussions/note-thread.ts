import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Annotation } from '@quarterdeck/sdk/api/annotations';
import { DiscussionsStore } from './discussions.store';
import { NewThread } from './new-thread';
import { ThreadCard } from './thread-card';

/** On the card of a note: what is said about it. Nothing where nobody may read that, as through a share link. */
@Component({
  selector: 'qd-note-thread',
  imports: [NewThread, ThreadCard, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    section {
      display: grid;
      gap: var(--space-8);
      padding-top: var(--space-8);
      border-top: 1px solid var(--line);
    }
  `,
  template: `
    @if (store?.threads()) {
      <section [attr.aria-label]="'discussions.title' | transloco">
        @if (thread(); as found) {
          <qd-thread-card [thread]="found" />
        } @else {
          <qd-new-thread [subject]="subject()" [label]="'discussions.begin.note' | transloco" />
        }
      </section>
    }
  `,
})
export class NoteThread {
  readonly note = input.required<Annotation>();

  protected readonly store = inject(DiscussionsStore, { optional: true });
  protected readonly thread = computed(() => this.store?.ofAnnotation(this.note().id));
  protected readonly subject = computed(() => ({ kind: 'annotation', annotationId: this.note().id }) as const);
}
