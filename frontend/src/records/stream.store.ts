import { inject, Injectable, signal } from '@angular/core';
import {
  derivedMetricRoutes,
  type DerivedDefinition,
  type DerivedMetric,
  type NewDerivedMetric,
} from '@quarterdeck/sdk/api/derived-metrics';
import { recordRoutes, type SeenField, type Stream } from '@quarterdeck/sdk/api/records';
import { ApiClient } from '../api/api-client';

/** One stream: its fields and the metrics that are derived from it. Provided by its view. */
@Injectable()
export class StreamStore {
  private readonly api = inject(ApiClient);
  private readonly known = signal<Stream | null>(null);
  private readonly seen = signal<readonly SeenField[]>([]);
  private readonly made = signal<readonly DerivedMetric[]>([]);
  private readonly failed = signal<unknown>(undefined);

  /** null until it is known; then all else is known too. */
  readonly stream = this.known.asReadonly();
  readonly fields = this.seen.asReadonly();
  readonly derived = this.made.asReadonly();
  readonly failure = this.failed.asReadonly();

  /** Called when a stream is opened, and again when that failed. */
  async load(name: string): Promise<void> {
    this.failed.set(undefined);
    try {
      const params = { stream: name };
      const [stream, fields, derived] = await Promise.all([
        this.api.call(recordRoutes.stream, { params }),
        this.api.call(recordRoutes.fields, { params }),
        this.api.call(derivedMetricRoutes.list, { query: { stream: name } }),
      ]);
      this.seen.set(fields);
      this.made.set(derived);
      this.known.set(stream);
    } catch (error) {
      this.failed.set(error);
    }
  }

  /** Called while points are being made: how far that is. Keeps what it knows where that cannot be learnt. */
  async refresh(name: string): Promise<void> {
    const derived = await this.api.call(derivedMetricRoutes.list, { query: { stream: name } }).catch(() => undefined);
    if (derived) this.made.set(derived);
  }

  /** Called by the dialog. Throws an ApiError. */
  async create(wish: NewDerivedMetric): Promise<void> {
    const made = await this.api.call(derivedMetricRoutes.create, { body: wish });
    this.made.update((list) => [...list, made].sort((one, other) => (one.metric < other.metric ? -1 : 1)));
  }

  /** Called by the dialog. Throws an ApiError. */
  async define(id: string, definition: DerivedDefinition): Promise<void> {
    const changed = await this.api.call(derivedMetricRoutes.change, { params: { id }, body: definition });
    this.made.update((list) => list.map((one) => (one.id === id ? changed : one)));
  }

  /** Called after the person agreed. Throws an ApiError. */
  async removeDerived(id: string): Promise<void> {
    await this.api.call(derivedMetricRoutes.remove, { params: { id } });
    this.made.update((list) => list.filter((one) => one.id !== id));
  }

  /** Called after the person agreed. Throws an ApiError. */
  async remove(name: string): Promise<void> {
    await this.api.call(recordRoutes.removeStream, { params: { stream: name } });
  }
}
