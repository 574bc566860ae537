import { computed, inject, Injectable, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';
import { Comparison } from '@quarterdeck/sdk/api/comparison';
import type { TimeRangeChoice } from '@quarterdeck/sdk/api/time-range';
import type { VariableChoice, VariableChoices } from '@quarterdeck/sdk/api/variable-values';
import { choicesIn, paramOf, textsOf } from '../../variables/address-choice';
import { choiceInAddress, edgeForAddress, sameChoice } from '../time/time-range';

/** Whose clock the axes show: the dashboard's own, the reader's, or UTC. */
export type ZoneChoice = 'dashboard' | 'browser' | 'utc';

const TV_SECONDS = 30;
const LEAST_TV_SECONDS = 2;
const MOST_REMEMBERED = 50;

/** Range, zone, comparison, tab and panel of a view stand in the address, so that a link shows what its sender saw. Provided by the page. */
@Injectable()
export class ViewAddress {
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly params = toSignal(this.route.queryParamMap, { requireSync: true });
  private readonly past = signal<readonly (TimeRangeChoice | null)[]>([]);

  /** The range in the address; null means the dashboard's own. */
  readonly choice = computed<TimeRangeChoice | null>(
    () => choiceInAddress(this.params().get('from'), this.params().get('to')) ?? null,
    { equal: (one, other) => one === other || (one !== null && other !== null && sameChoice(one, other)) },
  );
  readonly zone = computed<ZoneChoice>(() => {
    const zone = this.params().get('zone');
    return zone === 'browser' || zone === 'utc' ? zone : 'dashboard';
  });
  /** What is chosen of variables. */
  readonly variables = computed<VariableChoices>(() => choicesIn(this.params()), {
    equal: (one, other) => JSON.stringify(one) === JSON.stringify(other),
  });
  /** The open tab, where the address names one. */
  readonly tab = computed(() => this.params().get('tab'));
  /** The one panel that fills the page, where the address names one. */
  readonly panel = computed(() => this.params().get('panel'));
  /** The earlier time that the numbers are compared with, where the address names one. */
  readonly comparison = computed<Comparison | null>(
    () => Comparison.safeParse(this.params().get('compare')).data ?? null,
  );
  /** As of when the numbers were known, where the address names a moment. */
  readonly knownAt = computed<number | null>(() => {
    const known = this.params().get('known') ?? '';
    return /^\d{1,13}$/.test(known) ? Number(known) : null;
  });
  /** Whether the dashboard hangs on a wall, and after how many seconds the next tab comes. */
  readonly isOnTv = computed(() => this.params().get('tv') === '1');
  readonly tvSeconds = computed(() => {
    const seconds = Number(this.params().get('every') ?? TV_SECONDS);
    return Number.isFinite(seconds) ? Math.min(3600, Math.max(LEAST_TV_SECONDS, seconds)) : TV_SECONDS;
  });
  /** The comment to go to, where the address names one. */
  readonly comment = computed(() => this.params().get('comment'));
  /** The whole address, which links of the form `?…` change. */
  readonly here = computed(() => {
    this.params();
    return this.router.url;
  });
  readonly canGoBack = computed(() => this.past().length > 0);

  /** Called by everything that changes the range; null goes to the dashboard's own. */
  async go(choice: TimeRangeChoice | null): Promise<void> {
    const here = this.choice();
    this.past.update((past) => [...past.slice(1 - MOST_REMEMBERED), here]);
    await this.show(choice);
  }

  /** Called by the back button: the range before this one, whatever else has happened since. */
  async back(): Promise<void> {
    const last = this.past().at(-1);
    if (last === undefined) return;
    this.past.update((past) => past.slice(0, -1));
    await this.show(last);
  }

  /** Called by the zone menu. */
  async setZone(zone: ZoneChoice): Promise<void> {
    await this.navigate({ zone: zone === 'dashboard' ? null : zone });
  }

  /** Called by the tabs of a dashboard; null for the first. */
  async openTab(tab: string | null): Promise<void> {
    await this.navigate({ tab });
  }

  /** Called by the menu of comparisons; null compares with nothing. */
  async compareWith(compare: Comparison | null): Promise<void> {
    await this.navigate({ compare });
  }

  /** Called where the time range is chosen; null for what is known today. */
  async showAsKnown(at: number | null): Promise<void> {
    await this.navigate({ known: at === null ? null : String(at) });
  }

  /** Called by the palette, and by Escape to leave. */
  async watchOnTv(isOn: boolean): Promise<void> {
    await this.navigate(isOn ? { tv: '1' } : { tv: null, every: null });
  }

  /** Called by the screen on the wall: tabs that turn by themselves are no steps to go back to. */
  async turnTo(tab: string | null): Promise<void> {
    await this.navigate({ tab }, true);
  }

  /** Called by a panel's full screen button, and with null to return. */
  async openPanel(panel: string | null): Promise<void> {
    await this.navigate({ panel });
  }

  /** Called once the comment was found: the address is that of the dashboard again. */
  async dropComment(): Promise<void> {
    await this.navigate({ comment: null }, true);
  }

  /** Called by the variables above the panels; null for what the variable begins with. */
  async choose(name: string, choice: VariableChoice | null): Promise<void> {
    await this.navigate({ [paramOf(name)]: choice && textsOf(choice) });
  }

  private show(choice: TimeRangeChoice | null): Promise<void> {
    const edges = choice && { from: edgeForAddress(choice.from), to: edgeForAddress(choice.to) };
    return this.navigate(edges ?? { from: null, to: null });
  }

  private async navigate(queryParams: Record<string, string | string[] | null>, replaceUrl = false): Promise<void> {
    const extras = {
      relativeTo: this.route,
      queryParams,
      queryParamsHandling: 'merge',
      preserveFragment: true,
      replaceUrl,
    } as const;
    await this.router.navigate([], extras);
  }
}
