import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import Building2 from 'lucide/dist/esm/icons/building-complex.mjs';
import CircleUser from 'lucide/dist/esm/icons/circle-user.mjs';
import Languages from 'lucide/dist/esm/icons/languages.mjs';
import LogOut from 'lucide/dist/esm/icons/log-out.mjs';
import type { Workspace } from '@quarterdeck/sdk/api/workspaces';
import { SessionStore } from '../api/session.store';
import { WorkspacesStore } from '../api/workspaces.store';
import { Icon } from '../ui/icon';
import { LANGUAGE_OPTIONS } from '../ui/language-choice';
import { injectNarrow } from '../ui/narrow';
import { ThemeService } from '../ui/theme';
import { THEMES } from '../ui/theme-choice';
import { Toasts } from '../ui/toasts';
import { problemText } from '../ui/problem-text';
import { Language, type LanguageId } from '../messages/language';
import { injectMessages } from '../messages/messages';
import { MenuButton } from '../ui/menu/menu-button';
import { CdkMenu, CdkMenuItem, CdkMenuItemRadio, MenuContent } from '../ui/menu/menu-parts';
import { Unloaded } from '../ui/unloaded';

/** Who is signed in; the theme and the language; the way out. */
@Component({
  selector: 'qd-account-menu',
  imports: [CdkMenu, CdkMenuItem, CdkMenuItemRadio, Icon, MenuButton, MenuContent, TranslocoPipe, Unloaded],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    :host {
      display: contents;
    }
    .name,
    .qd-menu-title {
      overflow-wrap: anywhere;
    }
  `,
  template: `
    <button
      #button
      type="button"
      class="qd-place"
      [class.folded]="folded()"
      qdMenuButton
      #menu="qdMenuButton"
      (opened)="opened()"
      [attr.aria-label]="
        (isNarrow() ? 'shell.accountNarrow' : 'shell.account') | transloco: { name: session.user()?.name ?? '' }
      "
      [attr.title]="folded() ? session.user()?.name : null"
    >
      <qd-icon [of]="icons.CircleUser" />
      <span class="word">{{ isNarrow() ? ('shell.you' | transloco) : session.user()?.name }}</span>
    </button>
    @defer (when menu.isAsked(); prefetch on hover(button)) {
      <ng-template [qdMenuOf]="menu">
        <div class="qd-menu" cdkMenu>
          <p class="qd-menu-title">{{ 'shell.signedInAs' | transloco: { email: session.user()?.email ?? '' } }}</p>
          @if (others().length > 0) {
            <div class="qd-menu-line"></div>
            <p class="qd-menu-title" id="qd-workspace-title">{{ 'shell.workspace' | transloco }}</p>
            <div role="group" aria-labelledby="qd-workspace-title">
              @for (workspace of workspaces.workspaces(); track workspace.id) {
                <button
                  type="button"
                  class="qd-menu-item"
                  cdkMenuItemRadio
                  [cdkMenuItemChecked]="workspace.current"
                  (cdkMenuItemTriggered)="go(workspace)"
                >
                  <qd-icon [of]="icons.Building2" />
                  <span class="name">{{ workspace.name }}</span>
                </button>
              }
            </div>
          }
          <div class="qd-menu-line"></div>
          <p class="qd-menu-title" id="qd-theme-title">{{ 'theme.title' | transloco }}</p>
          <div role="group" aria-labelledby="qd-theme-title">
            @for (option of themes; track option.value) {
              <button
                type="button"
                class="qd-menu-item"
                cdkMenuItemRadio
                [cdkMenuItemChecked]="theme.choice() === option.value"
                (cdkMenuItemTriggered)="theme.choose(option.value)"
              >
                <qd-icon [of]="option.icon" />
                {{ option.text | transloco }}
              </button>
            }
          </div>
          <div class="qd-menu-line"></div>
          <p class="qd-menu-title" id="qd-language-title">{{ 'language.title' | transloco }}</p>
          <div role="group" aria-labelledby="qd-language-title">
            @for (option of languages; track option.id) {
              <button
                type="button"
                class="qd-menu-item"
                cdkMenuItemRadio
                [attr.lang]="option.id"
                [cdkMenuItemChecked]="language.current() === option.id"
                (cdkMenuItemTriggered)="speak(option.id)"
              >
                <qd-icon [of]="icons.Languages" />
                {{ option.name }}
              </button>
            }
          </div>
          <div class="qd-menu-line"></div>
          <button type="button" class="qd-menu-item" cdkMenuItem (cdkMenuItemTriggered)="signOut()">
            <qd-icon [of]="icons.LogOut" />
            {{ 'shell.signOut' | transloco }}
          </button>
        </div>
      </ng-template>
    } @error {
      <qd-unloaded />
    }
  `,
})
export class AccountMenu {
  readonly folded = input(false);
  /** In the bar of a phone no name has room. */
  protected readonly isNarrow = injectNarrow();
  protected readonly session = inject(SessionStore);
  protected readonly theme = inject(ThemeService);
  private readonly toasts = inject(Toasts);
  private readonly messages = injectMessages();
  protected readonly workspaces = inject(WorkspacesStore);
  /** Who belongs to one workspace only has nothing to choose. */
  protected readonly others = computed(() => this.workspaces.workspaces()?.filter(({ current }) => !current) ?? []);
  protected readonly icons = { Building2, CircleUser, Languages, LogOut };
  protected readonly language = inject(Language);
  protected readonly languages = LANGUAGE_OPTIONS;
  protected readonly themes = THEMES;

  protected opened(): void {
    void this.workspaces.load();
  }

  protected go({ id, current }: Workspace): Promise<void> {
    return current ? Promise.resolve() : this.trying(() => this.workspaces.switch(id));
  }

  protected speak(id: LanguageId): Promise<void> {
    return this.trying(() => this.language.choose(id));
  }

  protected signOut(): Promise<void> {
    return this.trying(() => this.session.signOut());
  }

  private async trying(deed: () => Promise<void>): Promise<void> {
    try {
      await deed();
    } catch (error) {
      this.toasts.say(problemText(error, this.messages).sentence);
    }
  }
}
