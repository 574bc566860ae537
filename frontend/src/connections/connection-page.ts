import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  ElementRef,
  inject,
  Injector,
  input,
  signal,
  viewChildren,
  type OnInit,
} from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { injectMessages } from '../messages/messages';
import { ErrorNote } from '../ui/error-note';
import { Field, FieldInput } from '../ui/field';
import { Page } from '../ui/page';
import { SchemaForm } from '../ui/schema-form/schema-form';
import { Skeleton } from '../ui/skeleton';
import { Toasts } from '../ui/toasts';
import { ConnectionSyncsSection } from '../syncs/connection-syncs';
import { ConnectionEditor } from './connection-editor.store';
import { PluginChoice } from './plugin-choice';

const LONGEST_NAME = 100;

/** Makes a connection, or changes one: its plugin, its name, and the forms that the plugin's schemas describe. */
@Component({
  selector: 'qd-connection-page',
  imports: [
    ConnectionSyncsSection,
    ErrorNote,
    Field,
    FieldInput,
    Page,
    PluginChoice,
    RouterLink,
    SchemaForm,
    Skeleton,
    TranslocoPipe,
  ],
  providers: [ConnectionEditor],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './connection-page.css',
  templateUrl: './connection-page.html',
})
export class ConnectionPage implements OnInit {
  /** From the address; undefined for a new one. */
  readonly id = input<string>();

  protected readonly editor = inject(ConnectionEditor);
  private readonly router = inject(Router);
  private readonly toasts = inject(Toasts);
  private readonly messages = injectMessages();
  private readonly injector = inject(Injector);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly forms = viewChildren(SchemaForm);
  private readonly nameWanted = signal(false);

  protected readonly up = computed(() => ({ text: this.messages('connections.title'), link: '/connections' }));
  protected readonly heading = computed(() =>
    this.id() === undefined ? this.messages('connections.new.title') : (this.editor.connection()?.name ?? ''),
  );
  /** The id of a saved connection whose plugin has streams. */
  protected readonly syncable = computed(() =>
    this.editor.plugin()?.streams ? this.editor.connection()?.id : undefined,
  );
  protected readonly hasSecrets = computed(
    () => Object.keys((this.editor.plugin()?.secrets?.properties as object | undefined) ?? {}).length > 0,
  );
  protected readonly nameProblem = computed(() => {
    const name = this.editor.name().trim();
    if (this.nameWanted() && name === '') return this.messages('connections.nameMissing');
    if (name.length > LONGEST_NAME) return this.messages('connections.nameLong', { max: LONGEST_NAME });
    return this.editor.problems().name;
  });

  ngOnInit(): void {
    void this.editor.load(this.id());
  }

  protected rename({ target }: Event): void {
    this.editor.name.set((target as HTMLInputElement).value);
    this.editor.problems.update((problems) => ({ ...problems, name: '' }));
  }

  protected async tryOut(): Promise<void> {
    if (this.settingsAreWhole()) await this.editor.tryOut();
    this.focusFirstProblem();
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    if (this.editor.busy()) return;
    this.nameWanted.set(true);
    const whole = this.settingsAreWhole() && this.nameProblem() === '';
    if (!whole || !(await this.editor.save())) {
      this.focusFirstProblem();
      return;
    }
    this.toasts.say(this.messages('connections.saved', { name: this.editor.name().trim() }));
    await this.router.navigate(['/connections']);
  }

  /** Every form is asked, so that all of them say what is wrong. */
  private settingsAreWhole(): boolean {
    return this.forms().filter((form) => !form.check()).length === 0;
  }

  private focusFirstProblem(): void {
    afterNextRender(() => this.host.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(), {
      injector: this.injector,
    });
  }
}
