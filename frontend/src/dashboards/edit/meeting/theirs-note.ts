import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { RevisionAuthor } from '@quarterdeck/sdk/api/revisions';
import { SessionStore } from '../../../api/session.store';
import { injectMessages } from '../../../messages/messages';
import { TimeAgo } from '../../../ui/time-ago';
import { Toasts } from '../../../ui/toasts';
import { authorName } from '../../revisions/author-name';
import { ChangeList } from '../../revisions/change-list';
import { DashboardEditor } from '../dashboard-editor.store';
import { ConflictChoice } from './conflict-choice';
import { Meeting } from './meeting.store';

/** Somebody else saved in between. Nothing is lost and nothing overwritten: both are shown, and the person chooses. */
@Component({
  selector: 'qd-theirs-note',
  imports: [ChangeList, ConflictChoice, TimeAgo, TranslocoPipe],
  providers: [Meeting],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './theirs-note.css',
  templateUrl: './theirs-note.html',
})
export class TheirsNote {
  protected readonly editor = inject(DashboardEditor);
  protected readonly meeting = inject(Meeting);
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  private readonly toasts = inject(Toasts);
  private readonly messages = injectMessages();
  protected readonly heading = computed(() => {
    const [save] = this.meeting.saves();
    return save
      ? this.messages('revisions.meeting.one', { name: this.nameOf(save.author) })
      : this.messages('revisions.meeting.somebody');
  });

  protected nameOf(author: RevisionAuthor): string {
    return authorName(author, this.session.user()?.id, this.messages);
  }

  protected putOnTop(): void {
    this.meeting.putOnTop();
    this.toasts.say(this.messages('revisions.meeting.merged'));
  }

  protected take(): void {
    const hadChanges = this.editor.isDirty();
    this.editor.takeTheirs();
    if (hadChanges) this.toasts.say(this.messages('revisions.meeting.taken'));
  }

  protected async copy(): Promise<void> {
    const title = this.editor.document()?.title ?? '';
    const id = await this.editor.saveAsNew(this.messages('revisions.meeting.copyTitle', { title }));
    if (id === null) return;
    this.toasts.say(this.messages('revisions.meeting.copied'));
    await this.router.navigate(['/dashboards', id]);
  }
}
