import { computed, inject, Injectable } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';
import { fragmentOf, questionIn, type Question } from './question';

/** The question stands in the address: it can be sent to somebody, and "back" leads to the one before. Provided by the page. */
@Injectable()
export class ExploreAddress {
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly fragment = toSignal(this.route.fragment, { requireSync: true });

  readonly question = computed(() => questionIn(this.fragment()));
  /** The connection with which the first question begins, where the way here led past one. */
  readonly source = this.route.snapshot.queryParamMap.get('source');

  /** Called with each question that is asked. */
  async go(question: Question): Promise<void> {
    const fragment = fragmentOf(question);
    const extras = { relativeTo: this.route, queryParams: { source: null }, queryParamsHandling: 'merge' } as const;
    await this.router.navigate([], fragment === undefined ? extras : { ...extras, fragment });
  }
}
