import { inject, Injectable, signal } from '@angular/core';
import { connectionRoutes, type Connection, type ConnectionOption } from '@quarterdeck/sdk/api/connections';
import { metricsRoutes, type Metric, type MetricLabel } from '@quarterdeck/sdk/api/metrics';
import { ApiClient } from '../../../api/api-client';

/** What a panel can ask: the metrics of the workspace with their labels, and its connections. */
@Injectable({ providedIn: 'root' })
export class SourcesStore {
  private readonly api = inject(ApiClient);
  private readonly metricList = signal<readonly Metric[] | null>(null);
  private readonly connectionList = signal<readonly Connection[] | null>(null);
  private readonly problem = signal<unknown>(undefined);

  /** null until they are known. */
  readonly metrics = this.metricList.asReadonly();
  readonly connections = this.connectionList.asReadonly();
  readonly failure = this.problem.asReadonly();

  /** Called by what offers sources, each time it opens: the last values are news. */
  async load(): Promise<void> {
    this.problem.set(undefined);
    try {
      const [metrics, connections] = await Promise.all([
        this.api.call(metricsRoutes.list, {}),
        this.api.call(connectionRoutes.list, {}),
      ]);
      this.metricList.set(metrics);
      this.connectionList.set(connections);
    } catch (error) {
      this.problem.set(error);
    }
  }

  /** Called by the form of a connection's query: what it offers to choose from. Throws an ApiError. */
  optionsOf(id: string, name: string): Promise<ConnectionOption[]> {
    return this.api.call(connectionRoutes.options, { params: { id, name } });
  }

  /** Called by the form of a metrics query. Throws an ApiError. */
  labelsOf(metric: string): Promise<MetricLabel[]> {
    return this.api.call(metricsRoutes.labels, { params: { name: metric } });
  }
}
