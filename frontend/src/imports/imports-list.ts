import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Import } from '@quarterdeck/sdk/api/imports';
import { injectNumberFormat } from '../ui/locale';
import { TimeAgo } from '../ui/time-ago';
import { STATUS_TEXT, TONES } from './import-status';

/** The latest imports of the workspace. */
@Component({
  selector: 'qd-imports-list',
  imports: [RouterLink, TimeAgo, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    .file {
      max-width: 320px;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    th:first-child,
    td:first-child {
      padding-left: var(--space-16);
    }
    h2 {
      padding: var(--space-16) var(--space-16) var(--space-4);
    }
    @media (max-width: 720px) {
      .file {
        max-width: 150px;
      }
      .when,
      .refused {
        display: none;
      }
    }
  `,
  template: `
    <section class="qd-card" aria-labelledby="qd-imports-heading">
      <h2 id="qd-imports-heading">{{ 'imports.list.heading' | transloco }}</h2>
      <div class="qd-table-frame">
        <table class="qd-table">
          <thead>
            <tr>
              <th scope="col">{{ 'imports.list.file' | transloco }}</th>
              <th scope="col">{{ 'imports.list.state' | transloco }}</th>
              <th scope="col" class="number">{{ 'imports.list.points' | transloco }}</th>
              <th scope="col" class="number refused">{{ 'imports.list.refused' | transloco }}</th>
              <th scope="col" class="when">{{ 'imports.list.when' | transloco }}</th>
            </tr>
          </thead>
          <tbody>
            @for (one of imports(); track one.id) {
              <tr>
                <td class="file">
                  <a [routerLink]="['/import', one.id]">{{ one.fileName }}</a>
                </td>
                <td>
                  <span class="qd-state" [class]="tones[one.status]">{{ texts[one.status] | transloco }}</span>
                </td>
                <td class="number">{{ numbers().format(one.added + one.replaced + one.unchanged) }}</td>
                <td class="number refused">{{ numbers().format(one.refused) }}</td>
                <td class="when"><qd-time-ago [at]="one.createdAt" /></td>
              </tr>
            }
          </tbody>
        </table>
      </div>
    </section>
  `,
})
export class ImportsList {
  readonly imports = input.required<readonly Import[]>();
  protected readonly texts = STATUS_TEXT;
  protected readonly tones = TONES;
  protected readonly numbers = injectNumberFormat();
}
