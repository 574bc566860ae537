import { FOLDER_DEPTH, type Folder, type FolderRight } from '@quarterdeck/sdk/api/folders';
import { hasRole, type Actor, type Granted } from '../platform/actor.js';

/** A folder with what it grants to whoever asks, and whether it grants anything to anybody. */
export interface FolderRow {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly mine: FolderRight | null;
  readonly everybodys: FolderRight | null;
  readonly restricted: boolean;
}

const GRANTED: Record<FolderRight, Granted> = { none: 'none', view: 'viewer', edit: 'editor' };

/** The folders of a workspace as one actor meets them. */
export class FolderTree {
  private readonly byId: ReadonlyMap<string, FolderRow>;

  constructor(
    private readonly actor: Actor,
    private readonly rows: readonly FolderRow[],
  ) {
    this.byId = new Map(rows.map((row) => [row.id, row]));
  }

  /** What the actor may do there: the nearest folder that says something about her decides, then her role. */
  right(folderId: string | null): FolderRight {
    const said = this.upwards(folderId).find(({ mine, everybodys }) => mine ?? everybodys);
    const granted = said?.mine ?? said?.everybodys ?? null;
    const counts = granted && GRANTED[granted];
    if (hasRole(this.actor, 'editor', counts)) return 'edit';
    return hasRole(this.actor, 'viewer', counts) ? 'view' : 'none';
  }

  /** The folders whose dashboards the actor may not see. */
  hidden(): string[] {
    return this.rows.map(({ id }) => id).filter((id) => this.right(id) === 'none');
  }

  mayEditSomewhere(): boolean {
    return [null, ...this.rows.map(({ id }) => id)].some((id) => this.right(id) === 'edit');
  }

  find(id: string): Folder | undefined {
    const row = this.byId.get(id);
    const right = this.right(id);
    if (!row || right === 'none') return undefined;
    const [, ...around] = this.upwards(id);
    const parent = around.find((folder) => this.right(folder.id) !== 'none');
    return { id, name: row.name, parentId: parent?.id ?? null, right, restricted: row.restricted };
  }

  /** All that the actor may see, by name. */
  list(): Folder[] {
    return this.rows.flatMap(({ id }) => this.find(id) ?? []);
  }

  /** The folders around a dashboard from the top inwards, as far as the actor may see them. */
  path(folderId: string | null): Folder[] {
    return this.upwards(folderId)
      .flatMap(({ id }) => this.find(id) ?? [])
      .reverse();
  }

  parentOf(id: string): string | null {
    return this.byId.get(id)?.parentId ?? null;
  }

  childrenOf(id: string): FolderRow[] {
    return this.rows.filter(({ parentId }) => parentId === id);
  }

  /** False where the folder would lie in itself. */
  mayLieIn(id: string, parentId: string | null): boolean {
    return !this.upwards(parentId).some((around) => around.id === id);
  }

  /** False where it, or what lies in it, would lie too deep. */
  fits(id: string | null, parentId: string | null): boolean {
    return this.upwards(parentId).length + (id === null ? 1 : this.height(id)) <= FOLDER_DEPTH;
  }

  private height(id: string): number {
    return 1 + Math.max(0, ...this.childrenOf(id).map((child) => this.height(child.id)));
  }

  /** The folder itself, then the one around it, to the top. */
  private upwards(id: string | null): FolderRow[] {
    const around: FolderRow[] = [];
    for (let at = this.byId.get(id ?? ''); at; at = this.byId.get(at.parentId ?? '')) around.push(at);
    return around;
  }
}

/** At the top no folder says anything: the role alone decides. */
export const mayEditAtTop = (actor: Actor): boolean => new FolderTree(actor, []).right(null) === 'edit';
