import { Injectable } from '@nestjs/common';
import type { QueryScope } from '@quarterdeck/sdk/api/queries';
import { effectiveChoice, valuesOf, type Offer } from '@quarterdeck/sdk/api/variable-choices';
import { isAll, type VariableChoice } from '@quarterdeck/sdk/api/variable-values';
import { withNeeded } from '@quarterdeck/sdk/api/variable-uses';
import type { DraftVariablesBody, Variable, VariablesBody, VariableState } from '@quarterdeck/sdk/api/variables';
import { hasRole, type Actor } from '../platform/actor.js';
import { partialProblemOf, QueriesService, type FilledVariables } from '../queries/queries.service.js';
import { OffersService } from './offers.service.js';
import { refusalOf } from './refusal.js';

type Filled = FilledVariables[string];

/** What is known of one variable, for one who asks. */
interface Known {
  readonly state: VariableState;
  readonly filled: Filled;
}

interface Asking {
  readonly actor: Actor;
  readonly scope: QueryScope;
  readonly signal: AbortSignal;
  /** Every value is looked up, and what does not fit gives way; else it is refused, or taken on trust where it may be. */
  readonly lookUp: boolean;
}

const NOTHING: Offer = { options: [], truncated: false, known: false };
/** What can be looked up without asking anybody outside. */
const AT_HAND = ['list', 'interval', 'connection', 'constant', 'text'];

/** What variables offer, what is chosen of them, and what that fills into queries. */
@Injectable()
export class VariablesService {
  constructor(
    private readonly offers: OffersService,
    private readonly queries: QueriesService,
  ) {}

  /** Called by the editor's preview: variables that no dashboard holds, for whoever may edit dashboards somewhere. */
  async preview(
    actor: Actor,
    { definitions, ...body }: DraftVariablesBody,
    signal: AbortSignal,
  ): Promise<VariableState[]> {
    await this.queries.requireFreedom(actor);
    return this.states(actor, definitions, body, signal);
  }

  /** For whoever shows variables: their options, and of what is asked what really holds. */
  async states(
    actor: Actor,
    variables: readonly Variable[],
    { names, ...scope }: VariablesBody,
    signal: AbortSignal,
  ): Promise<VariableState[]> {
    const wanted = names ?? variables.map(({ name }) => name);
    const known = this.know(variables, wanted, { actor, scope, signal, lookUp: true });
    const found = await Promise.all(wanted.flatMap((name) => known.get(name) ?? []));
    const isHidden = hiddenFrom(actor, variables);
    return found.map(({ state }) => (isHidden(state.name) ? { ...state, options: [] } : state));
  }

  /**
   * For whoever asks the queries of a document: the values of these variables. An editor's values are taken as they are;
   * anybody else chooses among what is offered. What cannot be used says so where it is used.
   */
  async fill(
    actor: Actor,
    variables: readonly Variable[],
    { names, ...scope }: QueryScope & { readonly names: readonly string[] },
    signal: AbortSignal,
  ): Promise<FilledVariables> {
    const known = this.know(variables, names, { actor, scope, signal, lookUp: false });
    const entries = [...known].map(async ([name, one]) => [name, (await one).filled] as const);
    return Object.fromEntries(await Promise.all(entries));
  }

  /** Each variable once, those first that others need. */
  private know(variables: readonly Variable[], names: readonly string[], asking: Asking): Map<string, Promise<Known>> {
    const known = new Map<string, Promise<Known>>();
    for (const name of withNeeded({ variables: [...variables] }, names)) {
      const variable = variables.find((one) => one.name === name);
      const needed = withNeeded({ variables: [...variables] }, [name]).filter((one) => known.has(one));
      if (variable)
        known.set(name, this.knowOne(variable, new Map(needed.map((one) => [one, known.get(one)])), asking));
    }
    return known;
  }

  private async knowOne(
    variable: Variable,
    needed: ReadonlyMap<string, Promise<Known> | undefined>,
    asking: Asking,
  ): Promise<Known> {
    const { actor, scope, lookUp } = asking;
    const asked = askedOf(variable, actor, scope);
    if (!lookUp && asked && isTrusted(variable, actor, asked)) return taken(variable, asked, scope);
    const { offer, problem } = await this.offer(variable, needed, asking);
    if (lookUp || !asked) return settled(variable, { offer, problem, asked }, scope);
    const refusal = refusalOf(variable, offer, asked);
    return settled(variable, { offer, problem: problem ?? refusal, asked, isRefused: refusal !== null }, scope);
  }

  private async offer(
    variable: Variable,
    needed: ReadonlyMap<string, Promise<Known> | undefined>,
    { actor, scope: { variables: _, ...window }, signal }: Asking,
  ): Promise<{ offer: Offer; problem: VariableState['problem'] }> {
    const entries = [...needed].map(async ([name, one]) => [name, (await one)?.filled] as const);
    const values = Object.fromEntries(await Promise.all(entries)) as FilledVariables;
    try {
      return {
        offer: await this.offers.find(actor, variable, { ...window, variables: values }, signal),
        problem: null,
      };
    } catch (error) {
      signal.throwIfAborted();
      return { offer: NOTHING, problem: partialProblemOf(error) };
    }
  }
}

const hiddenFrom = ({ kind }: Actor, variables: readonly Variable[]) => {
  const hidden = new Set(variables.filter((one) => one.hidden).map(({ name }) => name));
  return (name: string) => kind === 'share-link' && hidden.has(name);
};

/** Through a share link nobody reaches what is hidden or constant. */
function askedOf(variable: Variable, { kind }: Actor, { variables = {} }: QueryScope): VariableChoice | undefined {
  const isClosed = variable.hidden || variable.kind === 'constant';
  if (isClosed && kind === 'share-link') return undefined;
  return Object.hasOwn(variables, variable.name) ? variables[variable.name] : undefined;
}

/** An editor may ask anything anyway, so nobody needs to look up what she names. */
const isTrusted = (
  { kind }: Variable,
  actor: Actor,
  asked: VariableChoice,
): asked is Exclude<VariableChoice, { all: true }> =>
  !isAll(asked) && asked.length > 0 && hasRole(actor, 'editor') && !AT_HAND.includes(kind);

function taken(variable: Variable, asked: VariableChoice, scope: QueryScope): Known {
  const state = { name: variable.name, options: [], truncated: false, chosen: asked, problem: null };
  return { state, filled: { ...valuesOf(variable, asked, NOTHING, scope), ...sourceOf(variable) } };
}

const sourceOf = ({ kind }: Variable) => (kind === 'connection' ? { connects: true } : {});

interface Found {
  readonly offer: Offer;
  readonly problem: VariableState['problem'];
  readonly asked: VariableChoice | undefined;
  readonly isRefused?: boolean;
}

function settled(variable: Variable, { offer, problem, asked, isRefused = false }: Found, scope: QueryScope): Known {
  const chosen = effectiveChoice(variable, offer, asked);
  const values = valuesOf(variable, isAll(chosen) ? { all: true } : chosen, offer, scope);
  const isUnknown = problem !== null && (isRefused || isAll(chosen) || chosen.length === 0);
  const state = { name: variable.name, ...shortened(offer), chosen, problem };
  const truncated = values.all && offer.truncated;
  const facts = { ...sourceOf(variable), ...(truncated ? { truncated } : {}), ...(isUnknown ? { problem } : {}) };
  return { state, filled: { ...values, ...facts } };
}

const shortened = ({ options, truncated }: Offer) => ({ options: [...options], truncated });
