import { Injectable, type OnModuleInit } from '@nestjs/common';
import type {
  Annotation,
  AnnotationChange,
  AnnotationContent,
  AnnotationEdit,
  AnnotationFilter,
  ShownParams,
} from '@quarterdeck/sdk/api/annotations';
import { POINTS_PER_SERIES } from '@quarterdeck/sdk/api/queries';
import { Brackets, type SelectQueryBuilder } from 'typeorm';
import { DashboardsService } from '../dashboards/dashboards.service.js';
import { IdentityService } from '../identity/identity.service.js';
import { authorOf, hasRole, type Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { conflict, forbidden, notFound } from '../platform/errors.js';
import { Events } from '../platform/events.js';
import { AnnotationEditEntity } from './annotation-edit.entity.js';
import { AnnotationEntity } from './annotation.entity.js';
import { AnnotationRemoved, AnnotationSaved } from './annotations.events.js';
import { columnsOf, contentOf, toAnnotation, toEdit } from './written-note.js';

/** `source` is said by the core itself only; a person's note is a person's. */
export type NewAnnotation = AnnotationContent & { readonly source?: Annotation['source'] };
const MOST = 1000;

@Injectable()
export class AnnotationsService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly dashboards: DashboardsService,
    private readonly identity: IdentityService,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    for (const event of [AnnotationSaved, AnnotationRemoved])
      this.events.on(event, ({ workspaceId, anchors }) => this.dashboards.tellNotes(workspaceId, anchors));
  }

  /**
   * Notes on the dashboard itself and on every metric that it shows, that touch the window: also a span that began before
   * it. A metric may be one that a variable stands for: `variables` are the choices. At most 1,000, the newest first when there are more; in the order of time.
   */
  async ofDashboard(
    actor: Actor,
    dashboardId: string,
    { variables = {}, ...range }: ShownParams,
    signal: AbortSignal,
  ): Promise<Annotation[]> {
    const scope = { range, variables, timezone: 'UTC', maxPoints: POINTS_PER_SERIES };
    const metrics = await this.dashboards.metrics(actor, dashboardId, scope, signal);
    return this.find(actor, range, (notes) => notes.andWhere(shownOn(dashboardId, metrics)));
  }

  /** Called by an editor whose note somebody else changed meanwhile. */
  async require(actor: Actor, id: string): Promise<Annotation> {
    const [note] = await this.find(actor, {}, (notes) => notes.andWhere('note.id = :id', { id }));
    if (!note) throw notFound('annotation', id);
    return note;
  }

  /** Called by discussions: those of these notes that the dashboard may show, of whatever time and choice. At most 1,000. */
  async among(actor: Actor, dashboardId: string, ids: readonly string[]): Promise<Annotation[]> {
    if (ids.length === 0) return [];
    const metrics = await this.dashboards.offeredMetrics(actor, dashboardId);
    return this.find(actor, {}, (notes) =>
      notes.andWhere('note.id = any(:ids)', { ids }).andWhere(shownOn(dashboardId, metrics)),
    );
  }

  /** Called by the API: the notes of the workspace, by metric, range and tag. At most 1,000, as of a dashboard. */
  list(actor: Actor, { metric, tag, ...window }: AnnotationFilter): Promise<Annotation[]> {
    return this.find(actor, window, (notes) => {
      if (metric !== undefined) notes.andWhere('note.metric = :metric', { metric });
      if (tag !== undefined) notes.andWhere(':tag = any(note.tags)', { tag });
      return notes;
    });
  }

  /** Called by whoever writes a note on a chart, and by the demo. The dashboard, where it names one, must be there. */
  async create(actor: Actor, { source, ...content }: NewAnnotation): Promise<Annotation> {
    const note = {
      ...columnsOf(content),
      workspaceId: actor.workspaceId,
      source: source ?? (actor.kind === 'user' ? ('person' as const) : ('api' as const)),
      authorId: authorOf(actor),
      createdAt: this.clock.date(),
      editedAt: null,
      version: 1,
    };
    const saved = await this.database.within(actor, async () => {
      await this.requireWriting(actor, note);
      const { id } = await this.database.repository(AnnotationEntity).save(note);
      await this.events.announce(AnnotationSaved, newsOf(actor, id, anchorOf(note)));
      return { ...note, id };
    });
    return this.told(actor, saved);
  }

  /**
   * Called by the author or an owner. What the note said before is kept: see {@link history}. Never overwrites what
   * somebody else changed in between: then it throws `annotation.changed`.
   */
  async change(actor: Actor, id: string, { version, ...content }: AnnotationChange): Promise<Annotation> {
    const changed = await this.database.within(actor, async () => {
      const note = await this.requireOwn(actor, id);
      if (note.version !== version) throw changedMeanwhile();
      await this.requireWriting(actor, content);
      const before = { content: contentOf(note), anchor: anchorOf(note) };
      const after = Object.assign(note, columnsOf(content), { editedAt: this.clock.date(), version: version + 1 });
      await this.keep(actor, id, after.editedAt, before.content);
      await this.database.repository(AnnotationEntity).save(after);
      await this.events.announce(AnnotationSaved, newsOf(actor, id, before.anchor, anchorOf(after)));
      return after;
    });
    return this.told(actor, changed);
  }

  /** Called by the author or an owner. Its history goes with it. */
  async remove(actor: Actor, id: string): Promise<void> {
    await this.database.within(actor, async () => {
      const note = await this.requireOwn(actor, id);
      await this.database.repository(AnnotationEntity).delete({ id, workspaceId: actor.workspaceId });
      await this.events.announce(AnnotationRemoved, newsOf(actor, id, anchorOf(note)));
    });
  }

  /** Called by whoever wants to know what a note said before; the newest change first. */
  async history(actor: Actor, id: string): Promise<AnnotationEdit[]> {
    const { workspaceId } = actor;
    const edits = await this.database.within(actor, async () => {
      const note = await this.database.repository(AnnotationEntity).findOneBy({ id, workspaceId });
      if (!note) throw notFound('annotation', id);
      if (note.dashboardId !== null) await this.dashboards.require(actor, note.dashboardId);
      return this.database
        .repository(AnnotationEditEntity)
        .find({ where: { annotationId: id, workspaceId }, order: { editedAt: 'DESC' } });
    });
    const names = await this.identity.namesOf(edits.map(({ editorId }) => editorId));
    return edits.map((edit) => toEdit(edit, names));
  }

  /** About a dashboard writes who may edit it; about a metric, which lies in no folder, every editor. */
  private async requireWriting(actor: Actor, { dashboardId }: Pick<AnnotationContent, 'dashboardId'>): Promise<void> {
    if (dashboardId !== null) await this.dashboards.require(actor, dashboardId, 'edit');
    else if (!hasRole(actor, 'editor'))
      throw forbidden('annotation.denied', 'Notes about metrics are written by editors of the workspace.');
  }

  private async keep(
    actor: Actor,
    annotationId: string,
    editedAt: Date,
    before: AnnotationEdit['before'],
  ): Promise<void> {
    const edit = { workspaceId: actor.workspaceId, annotationId, editorId: authorOf(actor), editedAt, before };
    await this.database.repository(AnnotationEditEntity).insert(edit);
  }

  /** Locked until the transaction ends, so that of two changes at once each keeps what it replaced. */
  private async requireOwn(actor: Actor, id: string): Promise<AnnotationEntity> {
    const { workspaceId } = actor;
    const note = await this.database
      .repository(AnnotationEntity)
      .findOne({ where: { id, workspaceId }, lock: { mode: 'pessimistic_write' } });
    if (!note) throw notFound('annotation', id);
    await this.requireWriting(actor, note);
    if (hasRole(actor, 'owner') || (note.authorId !== null && note.authorId === authorOf(actor))) return note;
    throw forbidden('annotation.not-yours', 'Only who wrote this note, or an owner of the workspace, may change it.');
  }

  private async find(
    actor: Actor,
    { from, to }: Pick<AnnotationFilter, 'from' | 'to'>,
    narrow: (notes: SelectQueryBuilder<AnnotationEntity>) => SelectQueryBuilder<AnnotationEntity>,
  ): Promise<Annotation[]> {
    const hidden = await this.dashboards.hidden(actor);
    const found = await this.database.within(actor, () => {
      const { workspaceId } = actor;
      const notes = this.database.repository(AnnotationEntity).createQueryBuilder('note');
      notes.where('note.workspaceId = :workspaceId', { workspaceId });
      if (hidden.size > 0)
        notes.andWhere('(note.dashboardId is null or note.dashboardId <> all(:hidden))', { hidden: [...hidden] });
      if (to !== undefined) notes.andWhere('note.fromAt < :to', { to: new Date(to) });
      if (from !== undefined) notes.andWhere('coalesce(note.toAt, note.fromAt) >= :from', { from: new Date(from) });
      return narrow(notes).orderBy('note.fromAt', 'DESC').addOrderBy('note.id').limit(MOST).getMany();
    });
    const names = await this.namesFor(actor, found);
    return found.reverse().map((note) => toAnnotation(note, names));
  }

  private async told(actor: Actor, note: AnnotationEntity): Promise<Annotation> {
    return toAnnotation(note, await this.namesFor(actor, [note]));
  }

  /** Whoever looks through a share link learns what was written, and not who the members are. */
  private namesFor({ kind }: Actor, notes: readonly AnnotationEntity[]): Promise<ReadonlyMap<string, string>> {
    return this.identity.namesOf(kind === 'share-link' ? [] : notes.map(({ authorId }) => authorId));
  }
}

type Anchor = Pick<AnnotationEntity, 'metric' | 'dashboardId'>;
const changedMeanwhile = () =>
  conflict('annotation.changed', 'Somebody else changed this note in the meantime. Look at it before you save yours.');

const anchorOf = ({ metric, dashboardId }: Anchor): Anchor => ({ metric, dashboardId });
const newsOf = ({ workspaceId }: Actor, annotationId: string, ...anchors: readonly Anchor[]) => ({
  workspaceId,
  annotationId,
  anchors,
});

const shownOn = (dashboardId: string, metrics: readonly string[]) =>
  new Brackets((anchor) =>
    anchor
      .where('note.dashboardId = :dashboardId', { dashboardId })
      .orWhere('note.dashboardId is null and note.metric = any(:metrics)', { metrics }),
  );
