import { inject, Injectable } from '@angular/core';
import { restatementRoutes, type Restatement, type RestatementsQuestion } from '@quarterdeck/sdk/api/restatements';
import { ApiClient } from '../api/api-client';
import { Paged } from '../ui/paged';

export type RestatementsFilter = Omit<RestatementsQuestion, 'cursor'>;

/** Numbers of the workspace that were corrected, as far as they were asked for. Provided by its page, so it dies with it. */
@Injectable()
export class RestatementsStore {
  private readonly api = inject(ApiClient);

  readonly restatements = new Paged<Restatement, RestatementsFilter>(async (filter, cursor) => {
    const query = { ...filter, ...(cursor === undefined ? {} : { cursor }) };
    const { restatements, next } = await this.api.call(restatementRoutes.list, { query });
    return { rows: restatements, next };
  });
}
