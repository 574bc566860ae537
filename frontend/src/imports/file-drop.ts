import { ChangeDetectionStrategy, Component, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import FileUp from 'lucide/dist/esm/icons/file-up.mjs';
import { Icon } from '../ui/icon';

/** Where a file is dropped or chosen. */
@Component({
  selector: 'qd-file-drop',
  imports: [Icon, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: {
    '[class.over]': 'over()',
    '(dragover)': 'enter($event)',
    '(dragleave)': 'over.set(false)',
    '(drop)': 'drop($event)',
  },
  styles: `
    :host {
      display: grid;
      justify-items: center;
      gap: var(--space-8);
      padding: 40px var(--space-16);
      border: 1px dashed var(--faint);
      border-radius: var(--radius);
      background: var(--surface);
      text-align: center;
    }
    :host(.over) {
      border-color: var(--accent);
      background: var(--chosen);
    }
    qd-icon {
      color: var(--faint);
    }
    p {
      max-width: 56ch;
      color: var(--muted);
      font-size: var(--text-13);
      text-wrap: balance;
    }
    .qd-button {
      position: relative;
      margin-top: var(--space-8);
    }
    input {
      position: absolute;
      inset: 0;
      opacity: 0;
      cursor: pointer;
    }
    .qd-button:has(:focus-visible) {
      outline: 2px solid var(--accent);
      outline-offset: 2px;
    }
  `,
  template: `
    <qd-icon [of]="icons.FileUp" [size]="28" />
    <h2>{{ 'imports.choose.heading' | transloco }}</h2>
    <p>{{ 'imports.choose.text' | transloco }}</p>
    <label class="qd-button primary">
      {{ 'imports.choose.button' | transloco }}
      <input type="file" class="file" accept=".csv,.tsv,.txt,text/csv" (change)="choose($event)" />
    </label>
  `,
})
export class FileDrop {
  readonly chosen = output<File>();
  protected readonly over = signal(false);
  protected readonly icons = { FileUp };

  protected choose({ target }: Event): void {
    const file = (target as HTMLInputElement).files?.[0];
    if (file) this.chosen.emit(file);
  }

  /** Without this a browser would open the file instead of the page. */
  protected enter(event: DragEvent): void {
    event.preventDefault();
    this.over.set(true);
  }

  protected drop(event: DragEvent): void {
    event.preventDefault();
    this.over.set(false);
    const file = event.dataTransfer?.files[0];
    if (file) this.chosen.emit(file);
  }
}
