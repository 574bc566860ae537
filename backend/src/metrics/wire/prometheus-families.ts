/** What Prometheus tells of metrics of one family: `type` is the number of `MetricType`, the same in both versions. */
export interface FamilyFacts {
  readonly type: number;
  readonly name: string;
  readonly unit: string;
}
