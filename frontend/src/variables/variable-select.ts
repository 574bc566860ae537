import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  Injector,
  input,
  linkedSignal,
  output,
  signal,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { canAll, canMany } from '@quarterdeck/sdk/api/variable-choices';
import { isAll, type VariableChoice, type VariableValue } from '@quarterdeck/sdk/api/variable-values';
import { AUTO, type Variable, type VariableState } from '@quarterdeck/sdk/api/variables';
import Check from 'lucide/dist/esm/icons/check.mjs';
import ChevronDown from 'lucide/dist/esm/icons/chevron-down.mjs';
import RotateCcw from 'lucide/dist/esm/icons/rotate-ccw.mjs';
import TriangleAlert from 'lucide/dist/esm/icons/triangle-alert.mjs';
import { injectMessages } from '../messages/messages';
import { BELOW_START } from '../ui/below';
import { Icon } from '../ui/icon';
import { CdkConnectedOverlay } from '../ui/overlay-parts';
import { Unloaded } from '../ui/unloaded';

/** One line of the list: a value, or "all". */
interface Line {
  readonly value: VariableValue | null;
  readonly text: string;
}

const MOST_SHOWN = 100;
let selects = 0;

/** Chooses one or several values of a variable: type to search, arrows to walk, Enter to choose. */
@Component({
  selector: 'qd-variable-select',
  imports: [CdkConnectedOverlay, Icon, TranslocoPipe, Unloaded],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './variable-select.css',
  templateUrl: './variable-select.html',
})
export class VariableSelect {
  readonly variable = input.required<Variable>();
  readonly state = input.required<VariableState>();
  readonly loading = input(false);
  /** Somebody has chosen, so that one can go back to what it begins with. */
  readonly isAsked = input(false);
  readonly chosen = output<VariableChoice | null>();
  readonly retried = output();

  private readonly messages = injectMessages();
  private readonly injector = inject(Injector);
  protected readonly below = BELOW_START;
  protected readonly icons = { Check, ChevronDown, RotateCcw, TriangleAlert };
  protected readonly id = `qd-variable-${String(++selects)}`;
  protected readonly isOpen = signal(false);
  protected readonly text = signal('');

  protected readonly label = computed(() => this.variable().label || this.variable().name);
  protected readonly many = computed(() => canMany(this.variable()));
  private readonly values = computed(() => {
    const choice = this.state().chosen;
    return isAll(choice) ? null : choice;
  });
  protected readonly summary = computed(() => {
    const values = this.values();
    if (!values) return this.messages('variables.all');
    const [first, ...others] = values.map((value) => this.textOf(value));
    if (first === undefined) return this.messages('variables.none');
    return others.length === 0 ? first : this.messages('variables.many', { first, count: others.length });
  });
  private readonly found = computed<readonly Line[]>(() => {
    const wanted = this.text().trim().toLocaleLowerCase();
    const lines = this.state().options.map(({ value }) => ({ value, text: this.textOf(value) }));
    const all = canAll(this.variable()) ? [{ value: null, text: this.messages('variables.all') }] : [];
    return [...all, ...lines].filter(({ text }) => text.toLocaleLowerCase().includes(wanted));
  });
  protected readonly lines = computed(() => this.found().slice(0, MOST_SHOWN));
  /** Without a value there is nothing to search, only something to mend. */
  protected readonly isBare = computed(() => this.state().options.length === 0 && !this.state().truncated);
  protected readonly more = computed(() => this.found().length - this.lines().length);
  protected readonly active = linkedSignal({ source: this.text, computation: () => 0 });

  protected isChosen({ value }: Line): boolean {
    const values = this.values();
    return value === null || !values ? value === null && !values : values.some((one) => String(one) === String(value));
  }

  protected open(): void {
    this.text.set('');
    this.isOpen.set(true);
    this.active.set(
      Math.max(
        0,
        this.lines().findIndex((line) => this.isChosen(line)),
      ),
    );
  }

  /** Once the list stands on the page. */
  protected attached(): void {
    afterNextRender(() => this.focusFirst(), { injector: this.injector });
  }

  protected close(): void {
    if (!this.isOpen()) return;
    this.isOpen.set(false);
    document.getElementById(`${this.id}-button`)?.focus();
  }

  protected onKey(event: KeyboardEvent): void {
    const last = this.lines().length - 1;
    if (event.key === 'ArrowDown') this.active.update((at) => Math.min(last, at + 1));
    else if (event.key === 'ArrowUp') this.active.update((at) => Math.max(0, at - 1));
    else if (event.key === 'Enter') this.enter();
    else if (event.key === 'Tab') return this.close();
    else return;
    event.preventDefault();
    document.getElementById(`${this.id}-${String(this.active())}`)?.scrollIntoView({ block: 'nearest' });
  }

  protected pick(line: Line | undefined): void {
    if (!line) return;
    this.chosen.emit(this.choiceWith(line));
    if (!this.many() || line.value === null) this.close();
  }

  protected reset(): void {
    this.chosen.emit(null);
    this.close();
  }

  private focusFirst(): void {
    const card = document.getElementById(`${this.id}-card`);
    (card?.querySelector<HTMLElement>('input, button') ?? card)?.focus();
  }

  /** Where not every value is listed, another one may be typed. */
  private enter(): void {
    const text = this.text().trim();
    const line = this.lines()[this.active()];
    if (line) this.pick(line);
    else if (this.state().truncated && text !== '') this.pick({ value: text, text });
  }

  private choiceWith({ value }: Line): VariableChoice | null {
    if (value === null) return { all: true };
    const values = this.values();
    if (!this.many() || !values) return [value];
    const others = values.filter((one) => String(one) !== String(value));
    if (others.length === values.length) return [...values, value];
    return others.length > 0 ? others : null;
  }

  private textOf(value: VariableValue): string {
    if (this.variable().kind === 'interval' && value === AUTO) return this.messages('variables.auto');
    const option = this.state().options.find((one) => String(one.value) === String(value));
    return option?.label ?? String(value);
  }
}
