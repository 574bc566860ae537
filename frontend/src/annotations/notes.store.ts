import { computed, inject, Injectable, signal } from '@angular/core';
import {
  annotationRoutes,
  type Annotation,
  type AnnotationChange,
  type AnnotationContent,
  type AnnotationEdit,
} from '@quarterdeck/sdk/api/annotations';
import { ApiClient } from '../api/api-client';
import { SessionStore } from '../api/session.store';
import { DashboardView } from '../dashboards/view/dashboard-view.store';
import { Composing } from '../dashboards/edit/composing';

/**
 * Writes notes on the dashboard that a member looks at; provided by its page. Without one, as through a share link or on
 * paper, notes are only read. What was written is read again from the server, never guessed.
 */
@Injectable()
export class NotesStore {
  private readonly api = inject(ApiClient);
  private readonly session = inject(SessionStore);
  private readonly view = inject(DashboardView);
  private readonly composing = inject(Composing).isOpen;

  private readonly looked = signal<string | null>(null);

  /** The note that is to be opened by the first panel that shows it. */
  readonly wanted = this.looked.asReadonly();
  /** While the dashboard is composed, a click on a chart means its panel. */
  readonly canWrite = computed(() => this.session.canEdit() && !this.composing());

  /** Called by whoever leads to a note, and with null by the panel that opened it. */
  want(id: string | null): void {
    this.looked.set(id);
  }

  /** Called by a form that anchors a note to the dashboard; null before it is known. */
  dashboardId(): string | null {
    return this.view.dashboard()?.id ?? null;
  }

  /** Called by whoever offers to edit or delete: an owner may always, an editor what she wrote herself. */
  mayChange({ author }: Annotation): boolean {
    const user = this.session.user();
    return this.session.isOwner() || (this.session.canEdit() && user !== null && author?.id === user.id);
  }

  /** Called by the editor of a new note. */
  async write(body: AnnotationContent): Promise<void> {
    await this.api.call(annotationRoutes.create, { body });
    this.view.panels.notesAgain();
  }

  /** Called by the editor of a note that is there. Throws an ApiError: 409 where somebody changed it in between. */
  async change(id: string, body: AnnotationChange): Promise<void> {
    await this.api.call(annotationRoutes.change, { params: { id }, body });
    this.view.panels.notesAgain();
  }

  /** Called by the editor when it was told that its note is not the last. */
  read(id: string): Promise<Annotation> {
    return this.api.call(annotationRoutes.read, { params: { id } });
  }

  /** Called after the person agreed. */
  async remove(id: string): Promise<void> {
    await this.api.call(annotationRoutes.remove, { params: { id } });
    this.view.panels.notesAgain();
  }

  /** Called when somebody opens what a note said before; the newest change first. */
  history(id: string): Promise<AnnotationEdit[]> {
    return this.api.call(annotationRoutes.history, { params: { id } });
  }
}
