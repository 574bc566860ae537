import { effect, inject, signal, type Signal } from '@angular/core';
import type { Word } from '../code/completions';
import { FormOffers } from './form-offers';

export interface Offered {
  readonly words: readonly Word[];
  /** They could not be had; the field works without them. */
  readonly failure: unknown;
}
const NONE: Offered = { words: [], failure: undefined };

/** What is offered under the name that the schema of a field gives. Called in an injection context. */
export function injectOffered(name: Signal<string | undefined>): Signal<Offered> {
  const form = inject(FormOffers);
  const offered = signal<Offered>(NONE);
  effect((onCleanup) => {
    const [offers, wanted] = [form.offers(), name()];
    let isLate = false;
    onCleanup(() => (isLate = true));
    if (!offers || wanted === undefined) return offered.set(NONE);
    const say = (news: Offered) => {
      if (!isLate) offered.set(news);
    };
    offers.load(wanted).then(
      (words) => {
        say({ words, failure: undefined });
      },
      (failure: unknown) => {
        say({ words: [], failure });
      },
    );
  });
  return offered;
}
