import { DestroyRef, inject, Injectable, signal } from '@angular/core';
import { reportRoutes, type NewReport, type Report } from '@quarterdeck/sdk/api/reports';
import { ApiClient } from '../api/api-client';

const ASK_AGAIN_MS = 400;

/** One report on its way from the wish to the finished PDF. Provided by the button. */
@Injectable()
export class ReportStore {
  private readonly api = inject(ApiClient);
  private readonly current = signal<Report | null>(null);
  private readonly problem = signal<unknown>(undefined);
  private readonly wished = signal(false);
  private readonly pdf = signal<string | null>(null);
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Rises with every wish and cancellation, so that late answers to old ones are dropped. */
  private attempt = 0;

  readonly report = this.current.asReadonly();
  readonly failure = this.problem.asReadonly();
  readonly isBusy = this.wished.asReadonly();
  /** The address of the finished PDF inside this page; null before. */
  readonly address = this.pdf.asReadonly();

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      this.forget();
    });
  }

  /** Called by the PDF button: freezes the dashboard and prints it. Never throws; see `failure`. */
  async print(wish: NewReport): Promise<void> {
    this.forget();
    const attempt = this.attempt;
    this.wished.set(true);
    await this.attempted(attempt, async () => {
      const report = await this.api.call(reportRoutes.create, { body: wish });
      await this.follow(report, attempt);
    });
  }

  /** Called by the cancel button, also when the report does not exist yet. */
  async cancel(): Promise<void> {
    const report = this.current();
    this.forget();
    if (!report || isOver(report)) return;
    await this.attempted(this.attempt, () => this.api.call(reportRoutes.cancel, { params: { id: report.id } }));
  }

  /** Called when the card is closed: a finished or failed report is no longer spoken of. */
  forget(): void {
    this.attempt++;
    clearTimeout(this.timer);
    const address = this.pdf();
    if (address !== null) URL.revokeObjectURL(address);
    this.pdf.set(null);
    this.current.set(null);
    this.problem.set(undefined);
    this.wished.set(false);
  }

  private async follow(report: Report, attempt: number): Promise<void> {
    if (attempt !== this.attempt) {
      // Cancelled while the wish was on its way.
      await this.api.call(reportRoutes.cancel, { params: { id: report.id } });
      return;
    }
    this.current.set(report);
    if (!isOver(report)) {
      this.timer = setTimeout(() => {
        void this.attempted(attempt, async () => {
          await this.follow(await this.api.call(reportRoutes.get, { params: { id: report.id } }), attempt);
        });
      }, ASK_AGAIN_MS);
      return;
    }
    if (report.status === 'done') {
      const file: Blob = await this.api.call(reportRoutes.file, { params: { id: report.id } });
      if (attempt !== this.attempt) return;
      this.pdf.set(URL.createObjectURL(new Blob([file], { type: 'application/pdf' })));
    }
    this.wished.set(false);
  }

  private async attempted(attempt: number, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (attempt !== this.attempt) return;
      this.problem.set(error);
      this.wished.set(false);
    }
  }
}

const isOver = ({ status }: Report) => status !== 'queued' && status !== 'running';
