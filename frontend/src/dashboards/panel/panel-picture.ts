import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
  untracked,
} from '@angular/core';
import type { Frame, Picture as AnyPicture, WidgetInput } from '@quarterdeck/sdk';
import type { Panel } from '@quarterdeck/sdk/api/dashboards';
import type { Plugin } from '@quarterdeck/sdk/api/plugins';
import { TranslocoPipe } from '@jsverse/transloco';
import { Reach } from '../../api/reach';
import { injectMessages } from '../../messages/messages';
import { MissingCode } from '../../ui/missing-code';
import { dressedFrames } from '../../ui/picture/values/dressed-frames';
import { injectSize } from '../../ui/picture/element-size';
import { Picture } from '../../ui/picture/picture';
import type { EarlierPicture } from '../../ui/picture/chart/earlier';
import type { Scene, Size } from '../../ui/picture/scene';
import type { TimeSpan } from '../../ui/picture/chart/zoom-drag';
import { ofWidget } from './failure-text';
import { isEmpty, type EarlierData } from './panel-data';
import { PanelFailure } from './panel-failure';
import { WidgetFailure, WidgetHost, type LoadedWidget } from './widget-host';

const COMPARABLE = new Set<AnyPicture['kind']>(['chart', 'gauge', 'stat', 'stack', 'table']);

type Result = { readonly picture: AnyPicture } | { readonly failure: WidgetFailure } | null;

/** What a panel shows of its frames: loads the widget, lets it draw for the size at hand, and shows the picture. */
@Component({
  selector: 'qd-panel-picture',
  imports: [PanelFailure, Picture, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    :host {
      display: block;
      height: 100%;
      min-width: 0;
      min-height: 0;
    }
    .empty {
      display: grid;
      align-content: center;
      justify-items: center;
      gap: 2px;
      height: 100%;
      color: var(--muted);
      font-size: var(--text-13);
      text-align: center;
      text-wrap: balance;
    }
    .empty b {
      color: var(--ink);
      font-weight: 500;
    }
  `,
  template: `
    @if (shown(); as picture) {
      <qd-picture
        [picture]="picture"
        [frames]="dressed()"
        [scene]="scene()"
        [earlier]="before()"
        [label]="panel().title"
        (zoomed)="zoomed.emit($event)"
        (drawn)="drawn.emit()"
        (failed)="drawingFailed($event)"
      />
    } @else if (failure(); as text) {
      <qd-panel-failure [failure]="text" [print]="scene().print" (retried)="load()" />
    } @else if (nothing()) {
      <div class="empty">
        <b>{{ 'panel.empty.heading' | transloco }}</b>
        <span>{{ 'panel.empty.text' | transloco }}</span>
      </div>
    }
  `,
})
export class PanelPicture {
  readonly panel = input.required<Panel>();
  readonly frames = input.required<readonly Frame[]>();
  /** The numbers of the time that the reader compares with. */
  readonly earlier = input<EarlierData | null>(null);
  /** undefined where no installed plugin is what the panel pins. */
  readonly plugin = input.required<Plugin | undefined>();
  readonly scene = input.required<Scene>();
  readonly zoomed = output<TimeSpan>();
  /** Everything that can be shown is shown: the picture, or why there is none. */
  readonly drawn = output();

  private readonly host = inject(WidgetHost);
  private readonly messages = injectMessages();
  private readonly reach = inject(Reach);
  private readonly size = injectSize();
  private readonly widget = signal<LoadedWidget | null>(null);
  private readonly loadFailure = signal<WidgetFailure | null>(null);
  private readonly drawFailure = signal<WidgetFailure | null>(null);

  /** The one place where the panel's display comes to its numbers. */
  protected readonly dressed = computed(() => dressedFrames(this.frames(), this.panel().display));

  private readonly result = computed<Result>(() => {
    const [widget, size, failure] = [this.widget(), this.size(), this.loadFailure() ?? this.drawFailure()];
    if (failure) return { failure };
    if (!widget || !size) return null;
    try {
      return { picture: this.host.draw(widget, this.inputOf(this.dressed(), this.scene().range, size)) };
    } catch (error) {
      if (error instanceof WidgetFailure) return { failure: error };
      throw error;
    }
  });
  /** The same widget draws the earlier time, for the picture kinds that can lay it upon the present one. */
  protected readonly before = computed<EarlierPicture | null>(() => {
    const [widget, size, earlier, result] = [this.widget(), this.size(), this.earlier(), this.result()];
    if (!earlier || earlier.failed || !widget || !size || !result || !('picture' in result)) return null;
    if (!COMPARABLE.has(result.picture.kind)) return null;
    const { comparison, window } = earlier;
    const frames = dressedFrames(earlier.frames, this.panel().display);
    const range = { ...window, timezone: this.scene().range.timezone };
    try {
      return { picture: this.host.draw(widget, this.inputOf(frames, range, size)), frames, comparison, window };
    } catch (error) {
      // What it cannot draw of another time says nothing against the present picture.
      if (error instanceof WidgetFailure) return null;
      throw error;
    }
  });
  /** A text needs no rows; any other picture of nothing would only look broken. */
  protected readonly nothing = computed(() => {
    const result = this.result();
    return result !== null && 'picture' in result && result.picture.kind !== 'text' && isEmpty(this.frames());
  });
  protected readonly shown = computed(() => {
    const result = this.result();
    return result && 'picture' in result && !this.nothing() ? result.picture : null;
  });
  protected readonly failure = computed(() => {
    const result = this.result();
    return result && 'failure' in result ? ofWidget(result.failure, this.messages) : null;
  });

  constructor() {
    effect(() => {
      this.plugin();
      untracked(() => {
        this.load();
      });
    });
    effect(() => {
      if (this.reach.returns() > 0 && untracked(() => this.failure()?.retryable)) untracked(() => this.load());
    });
    effect(() => {
      this.frames();
      this.scene();
      this.drawFailure.set(null);
    });
    effect(() => {
      if (this.failure() || this.nothing()) this.drawn.emit();
    });
  }

  private inputOf(frames: readonly Frame[], range: Scene['range'], size: Size): WidgetInput {
    const { theme, locale, print, annotations } = this.scene();
    return {
      options: this.panel().options,
      frames,
      annotations: annotations.map(({ from, to, text }) => ({ from, to, text })),
      range,
      theme,
      size,
      locale,
      print,
    };
  }

  protected load(): void {
    const plugin = this.plugin();
    this.loadFailure.set(null);
    this.drawFailure.set(null);
    if (!plugin) {
      const cause = this.messages('panel.widget.unknown');
      this.loadFailure.set(new WidgetFailure('missing', this.panel().widget, { cause }));
      return;
    }
    const known = this.host.find(plugin);
    if (known) {
      this.widget.set(known);
      return;
    }
    this.host.load(plugin).then(
      (widget) => {
        if (this.plugin() === plugin) this.widget.set(widget);
      },
      (error: unknown) => {
        if (this.plugin() === plugin && error instanceof WidgetFailure) this.loadFailure.set(error);
      },
    );
  }

  /** ECharts refused what the check let through, which is still the widget's picture; or there is no ECharts yet. */
  protected drawingFailed(cause: unknown): void {
    const widget = this.widget();
    const name = widget ? `${widget.plugin.id} ${widget.plugin.version}` : this.panel().widget;
    this.drawFailure.set(new WidgetFailure(cause instanceof MissingCode ? 'code' : 'draw', name, { cause }));
  }
}
