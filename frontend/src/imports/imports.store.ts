import { inject, Injectable, signal } from '@angular/core';
import { importRoutes, type Import, type ImportMapping, type RefusedRow } from '@quarterdeck/sdk/api/imports';
import { ApiClient } from '../api/api-client';

/** The imports of the workspace, and the one upload that may be under way while its page comes and goes. */
@Injectable({ providedIn: 'root' })
export class ImportsStore {
  private readonly api = inject(ApiClient);
  private readonly known = signal<readonly Import[] | null>(null);
  private readonly problem = signal<unknown>(undefined);
  private readonly broken = signal<{ readonly id: string; readonly error: unknown } | undefined>(undefined);
  private readonly uploads = new Map<string, AbortController>();

  /** The latest ones; null until they are known. */
  readonly list = this.known.asReadonly();
  readonly failure = this.problem.asReadonly();
  /** The upload that could not even begin, and why. */
  readonly refusal = this.broken.asReadonly();

  /** Called by the import page each time it opens. */
  async load(): Promise<void> {
    this.problem.set(undefined);
    try {
      this.known.set(await this.api.call(importRoutes.list, {}));
    } catch (error) {
      this.problem.set(error);
    }
  }

  /** Called by the import page: makes the import and begins to send the file. Resolves with its id as soon as it has one. */
  async begin(file: File, mapping: ImportMapping): Promise<string> {
    const body = { fileName: file.name, fileBytes: file.size, mapping };
    const { id } = await this.api.call(importRoutes.create, { body });
    this.broken.set(undefined);
    void this.send(id, file);
    return id;
  }

  /** Called by the page of one import while it runs. Throws an ApiError. */
  get(id: string): Promise<Import> {
    return this.api.call(importRoutes.get, { params: { id } });
  }

  /** Called by the page of one import when it has ended. Throws an ApiError. */
  refused(id: string): Promise<RefusedRow[]> {
    return this.api.call(importRoutes.refused, { params: { id } });
  }

  /** Called by the cancel button: the server first, so that it knows why the upload breaks off. Throws an ApiError. */
  async cancel(id: string): Promise<void> {
    await this.api.call(importRoutes.cancel, { params: { id } });
    this.uploads.get(id)?.abort();
  }

  /** Called once it was confirmed. Throws an ApiError. */
  undo(id: string): Promise<Import> {
    return this.api.call(importRoutes.undo, { params: { id } });
  }

  /** What fails once the server reads the file is told by the import itself. */
  private async send(id: string, file: File): Promise<void> {
    const upload = new AbortController();
    this.uploads.set(id, upload);
    addEventListener('beforeunload', askToStay);
    try {
      await this.api.call(importRoutes.content, { params: { id }, body: file, signal: upload.signal });
    } catch (error) {
      if (!upload.signal.aborted) this.broken.set({ id, error });
    } finally {
      this.uploads.delete(id);
      if (this.uploads.size === 0) removeEventListener('beforeunload', askToStay);
    }
  }
}

/** Closing the tab would cut the file off. */
const askToStay = (event: Event) => {
  event.preventDefault();
};
