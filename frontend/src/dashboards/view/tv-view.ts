import { CdkTrapFocus } from '@angular/cdk/a11y';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  DOCUMENT,
  effect,
  inject,
  signal,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { injectLocale } from '../../ui/locale';
import { momentText } from '../../ui/picture/values/moments';
import { ReachBar } from '../../ui/reach-bar';
import { Now } from '../../ui/time-ago';
import { DashboardView } from './dashboard-view.store';
import { PanelGrid } from '../layout/panel-grid';
import { ViewNotes } from './view-notes';

const POINTER_RESTS_MS = 3000;

/**
 * A dashboard on a screen on the wall (`?tv=1`): nothing but its title, the time and the panels. Goes from tab to tab; what
 * fails stays in sight. Escape leaves.
 */
@Component({
  selector: 'qd-tv-view',
  imports: [CdkTrapFocus, PanelGrid, ReachBar, TranslocoPipe, ViewNotes],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '(document:keydown.escape)': 'leave()', '(document:pointermove)': 'moved()', '[class.resting]': 'rests()' },
  styles: `
    .wall {
      position: fixed;
      z-index: 60;
      inset: 0;
      padding: var(--space-12) var(--space-16) var(--space-16);
      overflow: auto;
      outline: none;
      background: var(--page);
      scrollbar-width: none;
    }
    :host(.resting) .wall {
      cursor: none;
    }
    /* Nobody presses anything on a wall. */
    :host(.resting) ::ng-deep qd-panel header .details {
      opacity: 0;
    }
    header {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      justify-content: space-between;
      gap: var(--space-4) var(--space-16);
      margin-bottom: var(--space-12);
    }
    h1 {
      font-size: var(--text-20);
      line-height: 28px;
    }
    time {
      color: var(--muted);
      font-variant-numeric: tabular-nums;
    }
  `,
  template: `
    <div class="wall" tabindex="-1" cdkTrapFocus>
      <header>
        <h1>{{ view.dashboard()?.document?.title }}</h1>
        <time>{{ now() }}</time>
      </header>
      <p class="qd-spoken" role="status">{{ 'tv.leave' | transloco }}</p>
      <qd-reach-bar />
      <qd-view-notes />
      <qd-panel-grid />
    </div>
  `,
})
export class TvView {
  protected readonly view = inject(DashboardView);
  private readonly clock = inject(Now);
  private readonly locale = injectLocale();
  private readonly document = inject(DOCUMENT);
  protected readonly rests = signal(false);
  protected readonly now = computed(() => {
    const minute = Math.floor(this.clock.value() / 60_000) * 60_000;
    return momentText(minute, this.view.zone(), this.locale());
  });
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    effect((onCleanup) => {
      const tabs = this.view.dashboard()?.document.tabs ?? [];
      const seconds = this.view.address.tvSeconds();
      if (tabs.length < 2) return;
      const timer = setInterval(() => {
        const at = tabs.findIndex(({ id }) => id === this.view.tab());
        void this.view.address.turnTo(tabs[(at + 1) % tabs.length]?.id ?? null);
      }, seconds * 1000);
      onCleanup(() => {
        clearInterval(timer);
      });
    });
    // A browser that is told to leave its full screen keeps the Escape for itself.
    const left = () => {
      if (!this.document.fullscreenElement) this.leave();
    };
    this.document.addEventListener('fullscreenchange', left);
    this.document.documentElement.style.overflow = 'hidden';
    this.moved();
    inject(DestroyRef).onDestroy(() => {
      this.document.removeEventListener('fullscreenchange', left);
      this.document.documentElement.style.overflow = '';
      clearTimeout(this.timer);
      if (this.document.fullscreenElement) void this.document.exitFullscreen();
    });
  }

  protected moved(): void {
    this.rests.set(false);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.rests.set(true);
    }, POINTER_RESTS_MS);
  }

  /** A panel that fills the page closes first. */
  protected leave(): void {
    if (!this.view.fullPanel()) void this.view.address.watchOnTv(false);
  }
}
