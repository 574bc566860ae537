import { computed, ErrorHandler, inject, Injectable, signal } from '@angular/core';
import { SessionStore } from '../api/session.store';
import { fragmentOf, questionOf, type Question } from './question';

const MOST = 20;

/** A question that was answered, and when. */
export interface PastQuestion {
  readonly question: Question;
  readonly at: string;
}

/** The last questions of this person in this workspace, on this device alone. */
@Injectable({ providedIn: 'root' })
export class QuestionHistory {
  private readonly session = inject(SessionStore);
  private readonly errors = inject(ErrorHandler);
  private readonly changes = signal(0);
  private readonly key = computed(() => {
    const { user, workspace } = this.session.session() ?? {};
    return `quarterdeck.explored.${user?.id ?? ''}.${workspace?.id ?? ''}`;
  });

  /** The newest first. */
  readonly list = computed<readonly PastQuestion[]>(() => {
    this.changes();
    return read(localStorage.getItem(this.key()));
  });

  /** Called when a question was answered. Asked again it is the newest, not another one. */
  keep(question: Question): void {
    const fragment = fragmentOf(question);
    const [newest] = this.list();
    if (fragment === undefined || (newest && fragmentOf(newest.question) === fragment)) return;
    const others = this.list().filter((past) => fragmentOf(past.question) !== fragment);
    this.write([{ question, at: new Date().toISOString() }, ...others].slice(0, MOST));
  }

  /** Called by "Forget them". */
  forget(): void {
    localStorage.removeItem(this.key());
    this.changes.update((times) => times + 1);
  }

  private write(list: readonly PastQuestion[]): void {
    try {
      localStorage.setItem(this.key(), JSON.stringify(list));
    } catch (error) {
      // The device has no room for it. The question itself stands in the address.
      this.errors.handleError(error);
    }
    this.changes.update((times) => times + 1);
  }
}

function read(text: string | null): readonly PastQuestion[] {
  try {
    const list: unknown = JSON.parse(text ?? '[]');
    if (!Array.isArray(list)) return [];
    // One that an older page wrote does not take the others with it.
    return list.flatMap(pastIn);
  } catch {
    return [];
  }
}

function pastIn(value: unknown): PastQuestion[] {
  const { question, at } = (value ?? {}) as Readonly<Record<string, unknown>>;
  const read = questionOf(question);
  return read.parts.length > 0 && typeof at === 'string' ? [{ question: read, at }] : [];
}
