import {
  booleanAttribute,
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Annotation } from '@quarterdeck/sdk/api/annotations';
import type { Panel as PanelDocument } from '@quarterdeck/sdk/api/dashboards';
import type { Plugin } from '@quarterdeck/sdk/api/plugins';
import Maximize2 from 'lucide/dist/esm/icons/maximize-2.mjs';
import { NotesButton } from '../../annotations/notes-button';
import { PanelNotes } from '../../annotations/panel-notes';
import { DiscussButton } from '../../discussions/discuss-button';
import { DiscussionsStore } from '../../discussions/discussions.store';
import { ExploreButton } from '../../explore/explore-button';
import { injectMessages } from '../../messages/messages';
import { Icon } from '../../ui/icon';
import { PlotNotes } from '../../ui/picture/chart/plot-notes';
import type { Scene } from '../../ui/picture/scene';
import type { TimeSpan } from '../../ui/picture/chart/zoom-drag';
import { Skeleton } from '../../ui/skeleton';
import { Now, relativeTime } from '../../ui/time-ago';
import { marksOf, notesFor } from './annotation-marks';
import { ofError, ofProblem } from './failure-text';
import { injectNearness } from '../view/nearness';
import { panelState, staleSince, type PanelData } from './panel-data';
import { PanelActions } from './panel-actions';
import { PanelDetails } from './panel-details';
import { PanelFailure } from './panel-failure';
import { PanelPicture } from './panel-picture';
import { WidgetHost } from './widget-host';

/** What every panel of a view has in common. */
export interface PanelScene extends Omit<Scene, 'annotations' | 'range'> {
  readonly annotations: readonly Annotation[];
  readonly timezone: string;
  /** Whether new data belong to the range, and how often they are asked for. */
  readonly isRunning: boolean;
  readonly refreshMs: number;
  /** The server cannot be reached: nothing new arrives. */
  readonly isCutOff?: boolean;
}

/** One panel in each of its states: loading, failed, empty, stale, ready. Draws only near the window. */
@Component({
  selector: 'qd-panel',
  imports: [
    DiscussButton,
    ExploreButton,
    Icon,
    NotesButton,
    PanelActions,
    PanelDetails,
    PanelFailure,
    PanelPicture,
    Skeleton,
    TranslocoPipe,
  ],
  providers: [PanelNotes, { provide: PlotNotes, useExisting: PanelNotes }],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: {
    role: 'group',
    '[attr.aria-label]': 'panel().title',
    '[attr.aria-busy]': 'isLoading()',
    '[attr.data-panel]': 'panel().id',
    '[attr.data-state]': 'progress()',
  },
  styleUrl: './panel.css',
  templateUrl: './panel.html',
})
export class Panel {
  readonly panel = input.required<PanelDocument>();
  readonly data = input.required<PanelData>();
  readonly plugin = input.required<Plugin | undefined>();
  readonly scene = input.required<PanelScene>();
  /** Whether a button offers the panel on the whole page. */
  readonly enlargeable = input(false, { transform: booleanAttribute });
  readonly enlarged = output();
  readonly zoomed = output<TimeSpan>();
  readonly retried = output();
  /** Whatever the panel has to show stands on the page. */
  readonly drawn = output();

  protected readonly icons = { Maximize2 };
  private readonly clock = inject(Now);
  private readonly messages = injectMessages();
  private readonly isNear = injectNearness();
  private readonly discussions = inject(DiscussionsStore, { optional: true });

  protected readonly state = computed(() => panelState(this.data()));
  protected readonly isInSight = computed(() => this.scene().print || this.isNear());
  private readonly isDrawn = signal(false);
  /** How far it has come, for tests and for whoever automates the page. Once drawn, it stays so through updates. */
  protected readonly progress = computed(() => {
    if (this.failure()) return 'failed';
    if (!this.isInSight() || !this.pictureScene()) return 'waiting';
    return this.isDrawn() ? 'ready' : 'drawing';
  });
  protected readonly name = computed(() => this.panel().title || this.messages('panel.untitled'));
  /** What is not settled stays in sight. */
  protected readonly isDiscussed = computed(() => (this.discussions?.openOn(this.panel().id) ?? 0) > 0);
  protected readonly isLoading = computed(() => this.data().loading);
  /** The picture stays as it is while only the loading of its successor begins or ends. */
  protected readonly shown = computed(
    () => {
      const state = this.state();
      return state.kind === 'shown' ? { frames: state.frames, window: state.window } : null;
    },
    { equal: (one, other) => one?.frames === other?.frames && one?.window === other?.window },
  );
  protected readonly notes = computed(() => notesFor(this.scene().annotations, this.shown()?.frames ?? []));
  protected readonly pictureScene = computed<Scene | null>(
    () => {
      const shown = this.shown();
      if (!shown) return null;
      const { timezone, theme, locale, print, full = false } = this.scene();
      const range = { ...shown.window, timezone };
      const marks = { annotations: marksOf(this.notes()), ...this.linked() };
      return { range, ...marks, theme, locale, print, full };
    },
    { equal: sameScene },
  );
  /** What only links need: without them a choice that changes no number draws nothing again. */
  private readonly linked = computed(() => {
    const { overrides = [], ...all } = this.panel().display ?? {};
    const { variables, here, carried } = this.scene();
    return [all, ...overrides].some(({ links = [] }) => links.length > 0) ? { variables, here, carried } : {};
  });
  protected readonly failure = computed(() => {
    const state = this.state();
    if (state.kind === 'failed') return ofProblem(state.problem, this.messages);
    return state.kind === 'unreached' ? ofError(state.error, this.messages) : null;
  });
  protected readonly age = computed(() => {
    const { isRunning, refreshMs, print, locale, isCutOff } = this.scene();
    if (print) return '';
    const now = this.clock.value();
    const since = staleSince(this.data(), isRunning, refreshMs, now, isCutOff);
    if (since === null) return '';
    return relativeTime(since, now, locale) || this.messages('ui.justNow');
  });
  protected readonly isTruncated = computed(() => this.data().frames?.some(({ truncated }) => truncated) ?? false);
  protected readonly widget = computed(() => {
    const plugin = this.plugin();
    return plugin ? `${plugin.id} ${plugin.version}` : this.panel().widget;
  });
  /** A text has no numbers that come from somewhere, but may be described. */
  protected readonly hasDetails = computed(
    () => !this.scene().print && (this.panel().queries.length > 0 || this.panel().description !== ''),
  );
  /** A panel this low shows a number, so its skeleton does too. */
  protected readonly isNumber = computed(() => this.panel().place.h <= 4);

  constructor() {
    const widgets = inject(WidgetHost);
    effect(() => {
      const plugin = this.isInSight() ? this.plugin() : undefined;
      // While the numbers are on their way. Where it fails, the picture asks again and says why.
      if (plugin) widgets.load(plugin).catch(() => undefined);
    });
    effect(() => {
      if (this.failure()) this.drawn.emit();
    });
  }

  protected onDrawn(): void {
    this.isDrawn.set(true);
    this.drawn.emit();
  }
}

const sameScene = (one: Scene | null, other: Scene | null) => JSON.stringify(one) === JSON.stringify(other);
