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
import type { Panel as PanelDocument } from '@quarterdeck/sdk/api/dashboards';
import { pinned } from '../dashboards/panel/widget-host';
import { Panel, type PanelScene } from '../dashboards/panel/panel';
import { bandsOf } from '../dashboards/layout/panel-order';
import { sectionsOf } from '../dashboards/layout/sections';
import { withVariables } from '@quarterdeck/sdk/api/variable-choices';
import type { ShownVariable } from '@quarterdeck/sdk/api/variables';
import { Language } from '../messages/language';
import { injectMessages } from '../messages/messages';
import { lightTheme } from '../ui/palette';
import { momentText, spanText } from '../ui/picture/values/moments';
import { shownPanel } from '../variables/shown-panel';
import { pageStyle } from './page-style';
import { isLandscape, SHEET_WIDTH } from './sheets';
import { panelDataOf, SnapshotStore, type Snapshot } from './snapshot.store';

const FONTS = ['400 12px "IBM Plex Sans"', '500 12px "IBM Plex Sans"', '600 12px "IBM Plex Sans"'];

/** A frozen dashboard on paper. The printer waits until `data-printed` on the root says `ready`, or `failed:` and why. */
@Component({
  selector: 'qd-print-page',
  imports: [Panel, TranslocoPipe],
  providers: [SnapshotStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { class: 'printed', '[style.width.px]': 'width()' },
  styleUrls: ['./print-fonts.css', './print-page.css'],
  templateUrl: './print-page.html',
})
export class PrintPage {
  private readonly store = inject(SnapshotStore);
  private readonly messages = injectMessages();
  private readonly language = inject(Language);
  private readonly locale = this.language.locale;
  private readonly document = inject(DOCUMENT);

  protected readonly snapshot = signal<Snapshot | null>(null);
  private readonly waiting = new Set<string>();

  private readonly panels = computed(() => this.snapshot()?.content.document.panels ?? []);
  protected readonly landscape = computed(() =>
    this.pages().some(({ sections }) =>
      sections.some(({ bands }) => isLandscape(bands.flatMap(({ panels }) => panels))),
    ),
  );
  protected readonly width = computed(() => SHEET_WIDTH[this.landscape() ? 'landscape' : 'portrait']);
  protected readonly facts = computed(() => {
    const snapshot = this.snapshot();
    if (!snapshot) return null;
    const { range, timezone, asOf, asKnownAt, compared } = snapshot.content;
    return {
      range: spanText(range, timezone, this.locale()),
      zone: timezone,
      compared: compared ? spanText(compared.range, timezone, this.locale()) : '',
      known: asKnownAt === undefined ? '' : momentText(Date.parse(asKnownAt), timezone, this.locale()),
      asOf: momentText(asOf, timezone, this.locale()),
      id: snapshot.id.slice(0, 12),
    };
  });
  /** Paper has no tabs to press and no rows to open: all of them are printed, one after another, under their headings. */
  protected readonly pages = computed(() => {
    const document = this.snapshot()?.content.document;
    if (!document) return [];
    const { tabs } = document;
    const all = tabs.length > 0 ? tabs : [undefined];
    return all.map((tab) => ({
      id: tab?.id ?? '',
      title: tabs.length > 1 ? (tab?.title ?? '') : '',
      sections: sectionsOf(document, tab?.id)
        .filter(({ panels }) => panels.length > 0)
        .map(({ key, row, panels }) => ({ key, title: row?.title ?? '', bands: this.bandsIn(panels) })),
    }));
  });
  private readonly words = computed(() => {
    const shown = this.snapshot()?.content.variables ?? [];
    return new Map(shown.map((one) => [one.name, this.wordsOf(one)]));
  });
  /** What was chosen, stated above the numbers that depend on it. */
  protected readonly chosen = computed(() =>
    (this.snapshot()?.content.variables ?? [])
      .filter(({ hidden }) => !hidden)
      .map((one) => ({ name: one.name, label: one.label, text: this.wordsOf(one) || '–' })),
  );
  protected readonly scene = computed<PanelScene>(() => ({
    annotations: this.snapshot()?.content.annotations ?? [],
    timezone: this.snapshot()?.content.timezone ?? 'UTC',
    theme: lightTheme,
    locale: this.locale(),
    print: true,
    isRunning: false,
    refreshMs: 0,
  }));

  constructor() {
    const root = this.document.documentElement;
    root.dataset.theme = 'light';
    const sheet = new CSSStyleSheet();
    effect(() => {
      const style = this.style();
      if (style) sheet.replaceSync(style);
    });
    this.document.adoptedStyleSheets.push(sheet);
    inject(DestroyRef).onDestroy(() => {
      this.document.adoptedStyleSheets = this.document.adoptedStyleSheets.filter((one) => one !== sheet);
    });
    this.open().catch((error: unknown) => {
      root.dataset.printed = `failed: ${this.messages('report.notDrawn')} (${String(error)})`;
    });
  }

  /** Letters are measured to place labels, so they must be there before anything is drawn. */
  private async open(): Promise<void> {
    const [snapshot] = await Promise.all([this.store.load(), ...FONTS.map((font) => this.document.fonts.load(font))]);
    await this.language.show(snapshot.content.locale);
    for (const { id } of snapshot.content.document.panels) this.waiting.add(id);
    this.snapshot.set(snapshot);
    if (this.waiting.size === 0) await this.finish();
  }

  private wordsOf({ all, values }: ShownVariable): string {
    return all ? this.messages('variables.all') : values.join(', ');
  }

  protected worded(text: string): string {
    return withVariables(text, this.words());
  }

  private bandsIn(panels: readonly PanelDocument[]) {
    const snapshot = this.snapshot();
    if (!snapshot) return [];
    const all = this.panels();
    return bandsOf(panels).map((band) => ({
      ...band,
      entries: band.panels.map((panel) => ({
        panel: shownPanel(panel, this.words(), pinned(snapshot.content.plugins, panel.widget)),
        data: panelDataOf(snapshot, all.indexOf(panel)),
        plugin: pinned(snapshot.content.plugins, panel.widget),
      })),
    }));
  }

  protected drawn(panel: string): void {
    if (!this.waiting.delete(panel) || this.waiting.size > 0) return;
    this.finish().catch((error: unknown) => {
      this.document.documentElement.dataset.printed = `failed: ${String(error)}`;
    });
  }

  private async finish(): Promise<void> {
    await this.document.fonts.ready;
    // Two frames: what a chart said last, such as its labels, is on the page by then.
    for (let frame = 0; frame < 2; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
    this.document.documentElement.dataset.printed = 'ready';
  }

  private readonly style = computed(() => {
    const [snapshot, facts] = [this.snapshot(), this.facts()];
    if (!snapshot || !facts) return '';
    return pageStyle({
      landscape: this.landscape(),
      title: this.worded(snapshot.content.document.title),
      range: `${facts.range} · ${facts.zone}`,
      asOf: this.messages('report.footer', { asOf: `${facts.asOf} (${facts.zone})`, id: facts.id }),
      pageNumber: this.messages('report.pageNumber', { page: '{page}', pages: '{pages}' }),
    });
  });
}
