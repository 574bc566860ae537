import { computed, inject, Injectable, signal } from '@angular/core';
import { connectionRoutes, type Connection, type ConnectionOption } from '@quarterdeck/sdk/api/connections';
import { recordQuestionRoutes, type RecordQuestion } from '@quarterdeck/sdk/api/record-queries';
import { recordRoutes } from '@quarterdeck/sdk/api/records';
import { metricsRoutes, type Metric, type MetricLabel } from '@quarterdeck/sdk/api/metrics';
import { ApiClient } from '../../../api/api-client';

/** What a panel can ask: the metrics of the workspace with their labels, and its connections. */
@Injectable({ providedIn: 'root' })
export class SourcesStore {
  private readonly api = inject(ApiClient);
  private readonly metricList = signal<readonly Metric[] | null>(null);
  private readonly connectionList = signal<readonly Connection[] | null>(null);
  private readonly questions = signal<readonly RecordQuestion[]>([]);
  private readonly streams = signal<readonly string[]>([]);
  private readonly problem = signal<unknown>(undefined);

  /** null until they are known. */
  readonly metrics = this.metricList.asReadonly();
  readonly connections = this.connectionList.asReadonly();
  /** What can be asked of records. */
  readonly recordKinds = this.questions.asReadonly();
  readonly hasRecords = computed(() => this.streams().length > 0);
  readonly failure = this.problem.asReadonly();

  /** Called by what offers sources, each time it opens: the last values are news. */
  async load(): Promise<void> {
    this.problem.set(undefined);
    await Promise.all([this.attempt(() => this.loadNamed()), this.attempt(() => this.loadRecords())]);
  }

  /** Called by the form of a connection's query: what it offers to choose from. Throws an ApiError. */
  optionsOf(id: string, name: string): Promise<ConnectionOption[]> {
    return this.api.call(connectionRoutes.options, { params: { id, name } });
  }

  /** Called by the form of a question about records: the streams, or the fields of one. Throws an ApiError. */
  async recordOptions(name: string, stream: string): Promise<ConnectionOption[]> {
    if (name === 'streams') return this.streams().map((value) => ({ value }));
    if (!this.streams().includes(stream)) return [];
    const fields = await this.api.call(recordRoutes.fields, { params: { stream } });
    return fields.map((field) => ({ value: field.name }));
  }

  /** Called by the form of a metrics query. Throws an ApiError. */
  labelsOf(metric: string): Promise<MetricLabel[]> {
    return this.api.call(metricsRoutes.labels, { params: { name: metric } });
  }

  private async loadNamed(): Promise<void> {
    const [metrics, connections] = await Promise.all([
      this.api.call(metricsRoutes.list, {}),
      this.api.call(connectionRoutes.list, {}),
    ]);
    this.metricList.set(metrics);
    this.connectionList.set(connections);
  }

  private async loadRecords(): Promise<void> {
    const [questions, { streams }] = await Promise.all([
      this.api.call(recordQuestionRoutes.list, {}),
      this.api.call(recordRoutes.streams, { query: {} }),
    ]);
    this.questions.set(questions);
    this.streams.set(streams.map(({ name }) => name));
  }

  private async attempt(load: () => Promise<void>): Promise<void> {
    try {
      await load();
    } catch (error) {
      this.problem.set(error);
    }
  }
}
