import { ChangeDetectionStrategy, Component, computed, effect, inject, signal, untracked } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { usersOf } from '@quarterdeck/sdk/api/variable-uses';
import type { Variable } from '@quarterdeck/sdk/api/variables';
import ArrowDown from 'lucide/dist/esm/icons/arrow-down.mjs';
import ArrowUp from 'lucide/dist/esm/icons/arrow-up.mjs';
import Pencil from 'lucide/dist/esm/icons/pencil.mjs';
import Plus from 'lucide/dist/esm/icons/plus.mjs';
import Trash2 from 'lucide/dist/esm/icons/trash.mjs';
import { injectMessages } from '../../../messages/messages';
import { Icon } from '../../../ui/icon';
import { IconButton } from '../../../ui/icon-button';
import { Toasts } from '../../../ui/toasts';
import { DashboardEditor } from '../dashboard-editor.store';
import { SourcesStore } from '../panel/sources.store';
import { withMoved, withVariable } from './variable-drafts';
import { mayFollow, metricsIn, withFollowers, type KnownLabels } from './variable-followers';
import { VariableForm } from './variable-form';

const MOST_METRICS = 30;

/** The variables of the dashboard being edited: each change is one step in its history. */
@Component({
  selector: 'qd-variables-editor',
  imports: [Icon, IconButton, TranslocoPipe, VariableForm],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { role: 'region', '[attr.aria-label]': 'label()' },
  styleUrl: './variables-editor.css',
  templateUrl: './variables-editor.html',
})
export class VariablesEditor {
  protected readonly editor = inject(DashboardEditor);
  private readonly sources = inject(SourcesStore);
  private readonly toasts = inject(Toasts);
  private readonly messages = injectMessages();
  protected readonly icons = { ArrowDown, ArrowUp, Pencil, Plus, Trash2 };
  /** The name of the variable being written, empty for a new one, null for none. */
  private readonly writing = signal<string | null>(null);

  protected readonly entries = computed(() => {
    const document = this.editor.document();
    return (document?.variables ?? []).map((variable) => ({
      variable,
      code: `{{${variable.name}}}`,
      users: document ? usersOf(document, variable.name) : [],
      could: document ? mayFollow(document, variable, this.labels()).length : 0,
    }));
  });
  private readonly labels = signal<KnownLabels>(new Map());
  protected readonly label = computed(() => this.messages('variables.edit.heading'));
  protected readonly isWriting = computed(() => this.writing() !== null);
  protected readonly written = computed<Variable | null>(
    () => this.editor.document()?.variables.find(({ name }) => name === this.writing()) ?? null,
  );

  constructor() {
    effect(() => {
      const document = this.editor.document();
      const names = document?.variables.some(({ kind }) => kind === 'labelValues') ? metricsIn(document) : [];
      untracked(() => {
        for (const name of names.slice(0, MOST_METRICS)) if (!this.labels().has(name)) void this.learn(name);
      });
    });
  }

  protected write(name: string | null): void {
    this.writing.set(name);
  }

  protected put(variable: Variable): void {
    const document = this.editor.document();
    if (document) this.editor.apply(withVariable(document, variable, this.written()?.name ?? null));
    this.writing.set(null);
  }

  protected move(at: number, by: -1 | 1): void {
    const document = this.editor.document();
    if (!document) return;
    const variables = withMoved(document, at, by);
    this.editor.apply({ ...document, variables });
    const name = variables[at + by]?.name ?? '';
    this.toasts.announce(this.messages('variables.edit.moved', { name, number: at + by + 1, count: variables.length }));
  }

  /** One step for all of the panels: "undo" takes it back as a whole. */
  protected letFollow(variable: Variable): void {
    const document = this.editor.document();
    if (!document) return;
    const count = mayFollow(document, variable, this.labels()).length;
    this.editor.apply(withFollowers(document, variable, this.labels()));
    const { name } = variable;
    this.toasts.say(
      this.messages(count === 1 ? 'variables.edit.followedOne' : 'variables.edit.followed', { name, count }),
    );
  }

  /** Without them nothing is offered; each panel can still be told by hand. */
  private async learn(metric: string): Promise<void> {
    this.labels.update((labels) => new Map(labels).set(metric, []));
    const found = await this.sources.labelsOf(metric).catch(() => []);
    this.labels.update((labels) =>
      new Map(labels).set(
        metric,
        found.map(({ name }) => name),
      ),
    );
  }

  protected remove({ name }: Variable): void {
    const document = this.editor.document();
    if (!document) return;
    this.editor.apply({ ...document, variables: document.variables.filter((one) => one.name !== name) });
    this.toasts.say(this.messages('variables.edit.removed', { name }));
  }
}
