import { Inject, Injectable } from '@nestjs/common';
import type { Dashboard } from '@quarterdeck/sdk/api/dashboards';
import type { LiveScope, WatchRequest } from '@quarterdeck/sdk/api/live';
import type { VariableChoices } from '@quarterdeck/sdk/api/variable-values';
import type { Logger } from 'pino';
import type { Socket } from 'socket.io';
import type { Actor } from '../../platform/actor.js';
import { LOGGER } from '../../platform/logger-token.js';
import { PanelAnswersService } from '../panel-answers.service.js';
import type { ChosenMetrics } from '../stale-panels.js';
import { PanelRooms } from './panel-rooms.service.js';

interface Looked {
  /** Which metrics its choices stand for. */
  readonly chosen: ChosenMetrics;
  /** By panel the room in which its numbers are told. */
  readonly live: Record<string, string>;
}

/** What an open page is told of: it looks at a dashboard that it may see, with what is chosen there. */
@Injectable()
export class LookingPages {
  constructor(
    readonly rooms: PanelRooms,
    private readonly answers: PanelAnswersService,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Called whenever a page says what it looks at; it leaves the rooms of what it looked at before. */
  async look(
    socket: Socket,
    actor: Actor,
    dashboard: Dashboard,
    { variables = {}, live: scope }: WatchRequest,
  ): Promise<Looked> {
    const chosen = await this.chosen(actor, dashboard, variables);
    const live = scope ? await this.placed(socket, actor, dashboard, { variables, scope }) : {};
    // She may have gone while we looked.
    if (!scope || !socket.connected) this.rooms.leave(socket);
    return { chosen, live };
  }

  /** A page that cannot be told which metrics it looks at is told of all. */
  private chosen(actor: Actor, { document }: Dashboard, variables: VariableChoices): Promise<ChosenMetrics> {
    return this.answers.watchedMetrics(actor, document, variables).catch((error: unknown) => {
      this.logger.warn({ err: error }, 'the metrics behind variables were not found');
      return new Map();
    });
  }

  private async placed(
    socket: Socket,
    actor: Actor,
    { id, document }: Dashboard,
    { variables, scope }: { readonly variables: VariableChoices; readonly scope: LiveScope },
  ): Promise<Record<string, string>> {
    const questions = [...(await this.answers.liveQuestions(actor, document, scope, variables))];
    const ids = this.rooms.place(
      socket,
      questions.map(([panel, question]) => ({
        question,
        known: scope.known?.[panel],
        since: scope.since,
        askYourself: () => void socket.emit('stale', { dashboardId: id, panels: [panel] }),
      })),
    );
    const placed = questions.map(([panel], at) => [panel, ids[at]] as const);
    return Object.fromEntries(placed.flatMap(([panel, room]) => (room === undefined ? [] : [[panel, room]])));
  }
}
