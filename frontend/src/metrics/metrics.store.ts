import { inject, Injectable, signal } from '@angular/core';
import { metricsRoutes, type Metric } from '@quarterdeck/sdk/api/metrics';
import { ApiClient } from '../api/api-client';

/** The metrics of the workspace. Provided by the page. */
@Injectable()
export class MetricsStore {
  private readonly api = inject(ApiClient);
  private readonly known = signal<readonly Metric[] | null>(null);
  private readonly problem = signal<unknown>(undefined);

  /** null until they are known. */
  readonly list = this.known.asReadonly();
  readonly failure = this.problem.asReadonly();

  /** Called by the page when it opens, and by "Try again". */
  async load(): Promise<void> {
    this.problem.set(undefined);
    try {
      this.known.set(await this.api.call(metricsRoutes.list, {}));
    } catch (error) {
      this.problem.set(error);
    }
  }
}
