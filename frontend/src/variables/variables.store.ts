import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core';
import type { TimeWindow } from '@quarterdeck/sdk/api/time-range';
import { effectiveChoice, shownVariable, valuesOf, type Offer } from '@quarterdeck/sdk/api/variable-choices';
import type { VariableChoices } from '@quarterdeck/sdk/api/variable-values';
import type { Variable, VariablesBody, VariableState, VariableUses } from '@quarterdeck/sdk/api/variables';
import { injectMessages } from '../messages/messages';

/** Who answers what variables offer: the server for a saved dashboard, for a shared one, or for a draft. */
export interface VariablesSource {
  variables(body: VariablesBody, signal: AbortSignal): Promise<VariableState[]>;
}

/** What is looked at: the variables of a document, and what the address chooses. */
export interface VariablesSubject {
  readonly source: VariablesSource;
  readonly variables: readonly Variable[];
  readonly uses: VariableUses['variables'];
  readonly asked: VariableChoices;
  readonly timezone: string;
  /** Changes with the range; the window itself moves with the clock. */
  readonly range: unknown;
  window(): TimeWindow;
}

/** A variable as the bar shows it; `state` is null before it is known. */
export interface ShownEntry {
  readonly variable: Variable;
  readonly state: VariableState | null;
  readonly loading: boolean;
  /** The address says what is chosen. */
  readonly isAsked: boolean;
}

type States = ReadonlyMap<string, VariableState>;

/** What the variables of a view offer and what is chosen. Provided by the page, fed by its view. */
@Injectable()
export class VariablesStore {
  private readonly messages = injectMessages();
  private readonly subject = signal<VariablesSubject | null>(null);
  private readonly states = signal<States>(new Map());
  private readonly busy = signal<readonly string[]>([]);
  private readonly outage = signal<unknown>(undefined);
  private underWay: AbortController | null = null;

  /** Why nothing is known of them. */
  readonly failure = this.outage.asReadonly();
  readonly entries = computed<readonly ShownEntry[]>(() => {
    const [states, busy] = [this.states(), this.busy()];
    return (this.subject()?.variables ?? []).map((variable) => ({
      variable,
      state: states.get(variable.name) ?? null,
      loading: busy.includes(variable.name),
      isAsked: this.subject()?.asked[variable.name] !== undefined,
    }));
  });
  /** What queries are asked with; null until it is known. */
  readonly chosen = computed<VariableChoices | null>(
    () => {
      const [entries, subject] = [this.entries(), this.subject()];
      if (!subject || entries.some(({ state }) => !state)) return null;
      return Object.fromEntries(entries.flatMap(({ state }) => (state ? [[state.name, state.chosen]] : [])));
    },
    { equal: (one, other) => JSON.stringify(one) === JSON.stringify(other) },
  );
  /** What is chosen in words, for titles and texts. */
  readonly words = computed<ReadonlyMap<string, string>>(() => {
    const known = this.entries().flatMap(({ variable, state }) => {
      if (!state) return [];
      const { all, values } = shownVariable(variable, state.chosen, offerOf(state));
      // A title with a hole in it would look broken; what was typed may be empty.
      const words = values.length === 0 ? '–' : values.join(', ');
      return [[variable.name, all ? this.messages('variables.all') : words] as const];
    });
    return new Map(known);
  });

  constructor() {
    inject(DestroyRef).onDestroy(() => this.underWay?.abort());
  }

  /** Called by the view whenever the document, the address or the range changed: asks only what depends on it. */
  follow(next: VariablesSubject): void {
    const before = this.subject();
    this.subject.set(next);
    const names = next.variables.map(({ name }) => name);
    if (!before || !this.outlives(before, next)) {
      this.states.update((states) => new Map([...states].filter(([name]) => names.includes(name))));
      void this.ask(names);
      return;
    }
    const changed = names.filter((name) => !sameJson(before.asked[name], next.asked[name]));
    const behind = names.filter((name) => next.uses[name]?.some((one) => changed.includes(one)));
    const unsettled = changed.filter((name) => this.busy().includes(name) || !this.states().has(name));
    const asked = [...new Set([...this.busy(), ...behind, ...unsettled])];
    const settled = this.settled(changed.filter((name) => !asked.includes(name)));
    if (asked.length > 0) void this.ask(asked, settled);
    else this.states.set(settled);
  }

  /** Called by "Try again". */
  again(): void {
    const names = this.subject()?.variables.map(({ name }) => name) ?? [];
    void this.ask(names);
  }

  /** Called for queries that no dashboard holds: the values themselves, since nobody can look them up. */
  stated(range: TimeWindow): VariableChoices {
    const entries = this.entries().flatMap(({ variable, state }) => {
      if (!state) return [];
      const { all, values } = valuesOf(variable, state.chosen, offerOf(state), { range });
      // As for a saved dashboard: whoever asks with it is told that it has none.
      if (state.problem && values.length === 0) return [];
      return [[variable.name, all ? { all, values: [...values] } : [...values]] as const];
    });
    return Object.fromEntries(entries);
  }

  private outlives(before: VariablesSubject, next: VariablesSubject): boolean {
    const { source, timezone, range } = next;
    const same = before.source === source && before.timezone === timezone && before.range === range;
    return same && sameJson(before.variables, next.variables);
  }

  /** Of a choice among known options nobody needs to be asked. */
  private settled(names: readonly string[]): States {
    const states = new Map(this.states());
    for (const variable of this.subject()?.variables ?? []) {
      const state = states.get(variable.name);
      if (!state || !names.includes(variable.name)) continue;
      const chosen = effectiveChoice(variable, offerOf(state), this.subject()?.asked[variable.name]);
      states.set(variable.name, { ...state, chosen });
    }
    return states;
  }

  /** `settled` is shown together with the answer: nothing is asked with half of a choice. */
  private async ask(names: readonly string[], settled?: States): Promise<void> {
    this.underWay?.abort();
    const subject = this.subject();
    this.outage.set(undefined);
    this.busy.set(names);
    if (!subject || names.length === 0) return;
    const { signal } = (this.underWay = new AbortController());
    const { asked, timezone } = subject;
    const body = { range: subject.window(), timezone, maxPoints: 1000, variables: asked, names: [...names] };
    try {
      const answers = await subject.source.variables(body, signal);
      if (signal.aborted) return;
      const known = settled ?? this.states();
      this.states.set(new Map([...known, ...answers.map((state) => [state.name, state] as const)]));
    } catch (error) {
      if (!signal.aborted) this.outage.set(error);
    }
    if (!signal.aborted) this.busy.set([]);
  }
}

const offerOf = ({ options, truncated, problem }: VariableState): Offer => ({
  options,
  truncated,
  known: problem === null,
});
const sameJson = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
