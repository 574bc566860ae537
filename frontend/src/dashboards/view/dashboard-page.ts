import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  ErrorHandler,
  inject,
  input,
  untracked,
  viewChild,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { IN_TRASH } from '@quarterdeck/sdk/api/trash';
import Pencil from 'lucide/dist/esm/icons/pencil.mjs';
import Share2 from 'lucide/dist/esm/icons/share-2.mjs';
import { NotesStore } from '../../annotations/notes.store';
import { ApiClient, ApiError } from '../../api/api-client';
import { SessionStore } from '../../api/session.store';
import { LibraryStore } from '../../library/library.store';
import { PlaceStore } from '../../library/place.store';
import { StarButton } from '../../library/star';
import { injectMessages } from '../../messages/messages';
import { DiscussionButton } from '../../discussions/discussion-button';
import { DiscussionDrawer } from '../../discussions/discussion-drawer';
import { DiscussionView } from '../../discussions/discussion-view';
import { DiscussionsStore } from '../../discussions/discussions.store';
import { Jump } from '../../discussions/jump';
import { PdfButton } from '../../reports/pdf-button';
import { Confirm } from '../../ui/confirm';
import { Dialogs } from '../../ui/dialog';
import { ErrorNote } from '../../ui/error-note';
import { Icon } from '../../ui/icon';
import { injectMedia, injectNarrow } from '../../ui/narrow';
import { NotFound } from '../../ui/not-found';
import { Page } from '../../ui/page';
import { PageTitle } from '../../ui/page-title';
import { problemText } from '../../ui/problem-text';
import { Skeleton } from '../../ui/skeleton';
import { Toasts } from '../../ui/toasts';
import { searchOf } from '../../variables/address-choice';
import { VariableBar } from '../../variables/variable-bar';
import { VariablesStore } from '../../variables/variables.store';
import { DashboardMenu, type HeaderDeed, type HeaderRoom } from './dashboard-menu';
import { DashboardView } from './dashboard-view.store';
import { DashboardsStore } from '../dashboards.store';
import { Composing } from '../edit/composing';
import { DashboardEditor } from '../edit/dashboard-editor.store';
import { DraftNote } from '../edit/draft/draft-note';
import { EditBar } from '../edit/edit-bar';
import { EditWorkspace } from '../edit/edit-workspace';
import { EmptyDashboard } from '../edit/grid/empty-dashboard';
import { offerPageCommands } from './page-commands';
import { PanelGrid } from '../layout/panel-grid';
import { PanelsStore } from '../panel/panels.store';
import { signedInPanels } from '../panel/panels-source';
import { TrashedDashboard } from '../trash/trashed-dashboard';
import { TvView } from './tv-view';
import { ViewAddress } from './view-address';
import { ViewControls } from './view-controls';
import { ViewNotes } from './view-notes';

/** A dashboard as a member of the workspace looks at it. */
@Component({
  selector: 'qd-dashboard-page',
  imports: [
    DiscussionButton,
    DashboardMenu,
    DiscussionDrawer,
    DraftNote,
    EditBar,
    EditWorkspace,
    EmptyDashboard,
    ErrorNote,
    Icon,
    NotFound,
    Page,
    PanelGrid,
    PdfButton,
    Skeleton,
    StarButton,
    TvView,
    TranslocoPipe,
    TrashedDashboard,
    VariableBar,
    ViewControls,
    ViewNotes,
  ],
  providers: [
    { provide: Composing, useExisting: DashboardEditor },
    DashboardEditor,
    DashboardView,
    DiscussionsStore,
    DiscussionView,
    Jump,
    NotesStore,
    PanelsStore,
    PlaceStore,
    VariablesStore,
    ViewAddress,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: {
    '(window:beforeunload)': 'beforeUnload($event)',
    '(document:keydown)': 'pressed($event)',
    '[class.discussing]': 'discussion.isOpen()',
  },
  styleUrl: './dashboard-page.css',
  template: `
    @if (isInTrash()) {
      @defer (on immediate) {
        <qd-trashed-dashboard [id]="id()" (restored)="view.reopen()" />
      }
    } @else if (isMissing()) {
      <qd-not-found />
    } @else if (view.address.isOnTv() && view.dashboard()) {
      @defer (on immediate) {
        <qd-tv-view />
      } @error {
        <p role="alert">{{ 'errors.unexpected' | transloco }}</p>
      }
    } @else {
      <qd-page
        [wide]="true"
        [heading]="view.worded(view.dashboard()?.document?.title ?? '')"
        [parent]="parent()"
        [path]="place.path()"
      >
        @if (place.isKnown() && room() !== 'narrow' ? view.dashboard() : null; as dashboard) {
          <qd-star small pageMark [dashboardId]="dashboard.id" [title]="dashboard.document.title" />
        }
        @if (view.dashboard(); as dashboard) {
          <div class="controls" pageControls>
            <qd-view-controls [compact]="room() === 'narrow' && !editor.isOpen()" />
            @if (editor.isOpen()) {
              @defer (on immediate) {
                <qd-edit-bar />
              }
            } @else {
              <div class="deeds">
                <qd-pdf-button
                  [class.away]="room() !== 'wide'"
                  [dashboard]="dashboard"
                  [choice]="view.choice()"
                  [timezone]="view.zone()"
                  [variables]="view.variables.chosen() ?? {}"
                  [comparison]="view.address.comparison()"
                  [knownAt]="view.address.knownAt()"
                />
                @if (room() !== 'narrow' || discussions.openCount() > 0) {
                  <qd-discussion-button [bare]="room() !== 'wide'" />
                }
                @if (place.canEdit() && room() === 'wide') {
                  <button
                    type="button"
                    class="qd-button"
                    data-deed="share"
                    (click)="share(dashboard.id, dashboard.document.title)"
                  >
                    <qd-icon [of]="icons.Share2" [size]="14" />{{ 'dashboards.share' | transloco }}
                  </button>
                }
                @if (place.canEdit() && room() !== 'narrow') {
                  <button type="button" class="qd-button" data-deed="edit" (click)="editor.begin()">
                    <qd-icon [of]="icons.Pencil" [size]="14" />{{ 'compose.page.edit' | transloco }}
                  </button>
                }
                <qd-dashboard-menu [dashboardId]="dashboard.id" [room]="room()" (chosen)="deeds[$event]()" />
              </div>
            }
          </div>
        }
        @if (view.dashboard(); as dashboard) {
          @if (dashboard.document.description; as description) {
            <p class="description">{{ view.worded(description) }}</p>
          }
          <qd-variable-bar (chosen)="view.address.choose($event.name, $event.choice)" />
          <qd-view-notes />
          @if (editor.isOpen()) {
            @defer (on immediate) {
              <qd-edit-workspace />
            } @placeholder {
              <qd-panel-grid />
            } @error {
              <p role="alert">{{ 'errors.unexpected' | transloco }}</p>
            }
          } @else {
            @if (place.canEdit()) {
              <qd-draft-note />
            }
            @if (dashboard.document.panels.length === 0 && place.canEdit()) {
              @defer (on immediate) {
                <qd-empty-dashboard />
              }
            } @else {
              <qd-panel-grid />
            }
          }
        } @else if (view.failure() !== undefined) {
          <qd-error-note retryable [error]="view.failure()" (retried)="view.reopen()" />
        } @else {
          <div class="opening" aria-busy="true">
            <span class="qd-spoken" role="status">{{ 'ui.loading' | transloco }}</span>
            <qd-skeleton height="120px" />
            <qd-skeleton height="312px" />
          </div>
        }
      </qd-page>
      @if (discussion.isOpen() && view.dashboard()) {
        @defer (on immediate) {
          <qd-discussion-drawer />
        } @error {
          <p role="alert">{{ 'errors.unexpected' | transloco }}</p>
        }
      }
    }
  `,
})
export class DashboardPage {
  /** From the address. */
  readonly id = input.required<string>();

  private readonly api = inject(ApiClient);
  private readonly store = inject(DashboardsStore);
  private readonly dialogs = inject(Dialogs);
  private readonly errors = inject(ErrorHandler);
  private readonly library = inject(LibraryStore);
  private readonly toasts = inject(Toasts);
  private readonly messages = injectMessages();
  private readonly session = inject(SessionStore);
  protected readonly place = inject(PlaceStore);
  protected readonly view = inject(DashboardView);
  protected readonly editor = inject(DashboardEditor);
  protected readonly discussion = inject(DiscussionView);
  private readonly confirm = inject(Confirm);
  protected readonly discussions = inject(DiscussionsStore);
  protected readonly icons = { Pencil, Share2 };
  private readonly isNarrow = injectNarrow();
  private readonly isWide = injectMedia('(min-width: 1280px)');
  protected readonly room = computed<HeaderRoom>(() => {
    if (this.isNarrow()) return 'narrow';
    return this.isWide() && !this.discussion.isOpen() ? 'wide' : 'middle';
  });
  protected readonly parent = computed(() => ({ text: this.messages('dashboards.title'), link: '/dashboards' }));
  protected readonly isInTrash = computed(() => {
    const failure = this.view.failure();
    return failure instanceof ApiError && failure.problem.code === IN_TRASH;
  });
  /** A malformed id is refused as invalid; to people it is the same. */
  protected readonly isMissing = computed(() => {
    const failure = this.view.failure();
    return failure instanceof ApiError && [400, 404].includes(failure.status);
  });

  /** Asked by the router before the page is left: unsaved changes are only left behind knowingly. */
  mayLeave(): Promise<boolean> | boolean {
    // Without a session nothing could be saved any more; the draft waits.
    if (!this.session.user()) return true;
    const action = this.messages('compose.leave.action');
    if (this.editor.hasUnfinishedPanel()) {
      const heading = this.messages('compose.leave.panelHeading');
      return this.confirm.ask({ heading, text: this.messages('compose.leave.panelText'), action });
    }
    if (!this.editor.isDirty()) return true;
    const heading = this.messages('compose.leave.heading');
    return this.confirm.ask({ heading, text: this.messages('compose.leave.text'), action });
  }

  protected beforeUnload(event: Event): void {
    if (this.editor.isDirty() || this.editor.hasUnfinishedPanel()) event.preventDefault();
  }

  /** Ctrl+Shift+F, as the sheet of keys says. */
  protected pressed({ key, ctrlKey, metaKey, shiftKey, altKey, defaultPrevented }: KeyboardEvent): void {
    if (key.toLowerCase() !== 'f' || !(ctrlKey || metaKey) || !shiftKey || altKey || defaultPrevented) return;
    if (this.view.dashboard() && !this.editor.isOpen() && !this.view.address.isOnTv()) this.deeds.watch();
  }

  private readonly pdf = viewChild(PdfButton);

  /** What the buttons, the menu and the palette do. */
  protected readonly deeds: Readonly<Record<HeaderDeed, () => void>> = {
    edit: () => {
      this.editor.begin();
    },
    share: () => {
      this.share(this.id(), this.view.dashboard()?.document.title ?? '');
    },
    print: () => {
      this.pdf()?.press();
    },
    discuss: () => {
      this.discussion.open();
    },
    star: () => void this.star(),
    watch: () => {
      // Only after a press is a page allowed to fill the screen; without it the window does.
      document.documentElement.requestFullscreen().catch(() => undefined);
      void this.view.address.watchOnTv(true);
    },
  };

  constructor() {
    offerPageCommands({
      isReady: () => this.view.dashboard() !== null && !this.editor.isOpen(),
      mayEdit: () => this.place.canEdit(),
      isFavourite: () => (this.place.isKnown() ? this.library.favourites().has(this.id()) : undefined),
      ...this.deeds,
      refresh: () => {
        this.view.refresh();
      },
    });
    const title = inject(PageTitle);
    effect(() => {
      const id = this.id();
      untracked(() => this.open(id));
    });
    // A notification leads to a comment.
    effect(() => {
      if (this.discussion.wanted() !== null) untracked(() => this.discussion.open());
    });
    effect(() => {
      title.set(this.view.worded(this.view.dashboard()?.document.title ?? ''));
    });
  }

  private async star(): Promise<void> {
    try {
      await this.library.star(this.id(), !this.library.favourites().has(this.id()));
    } catch (error) {
      this.toasts.say(problemText(error, this.messages).sentence);
    }
  }

  private open(id: string): void {
    this.editor.close();
    void this.place.open(id);
    void this.view.open({
      source: signedInPanels(this.api, id),
      load: () => this.store.get(id),
      closed: () => {
        this.editor.close();
        this.toasts.say(this.messages('dashboards.gone'));
        // The page says where it is now: in the trash, or nowhere.
        void this.view.reopen();
      },
    });
  }

  protected share(dashboardId: string, title: string): void {
    const search = searchOf(this.view.address.variables());
    import('../../sharing/share-dialog')
      .then(({ ShareDialog }) => this.dialogs.open(ShareDialog, { dashboardId, title, search }))
      .catch((error: unknown) => {
        this.errors.handleError(error);
        this.toasts.say(this.messages('errors.unexpected'));
      });
  }
}
