import { ChangeDetectionStrategy, Component } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Forbidden } from './forbidden';
import { Page } from './page';

/** {@link Forbidden} as a page of its own. */
@Component({
  selector: 'qd-forbidden-page',
  imports: [Forbidden, Page, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<qd-page [heading]="'forbidden.page' | transloco"><qd-forbidden /></qd-page>`,
})
export class ForbiddenPage {}
