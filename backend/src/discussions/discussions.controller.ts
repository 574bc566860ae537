import { Controller } from '@nestjs/common';
import {
  discussionRoutes,
  type CommentChange,
  type CommentEdit,
  type NewComment,
  type NewThread,
  type Thread,
  type ThreadState,
} from '@quarterdeck/sdk/api/discussions';
import type { ParamsOf } from '@quarterdeck/sdk/api/route';
import type { Actor } from '../platform/actor.js';
import { Body, CurrentActor, Implements, Params } from '../platform/http/implements.js';
import { CommentsService } from './comments.service.js';
import { DiscussionsService } from './discussions.service.js';

type OfThread = ParamsOf<typeof discussionRoutes.reply>;
type OfComment = ParamsOf<typeof discussionRoutes.change>;

@Controller()
export class DiscussionsController {
  constructor(
    private readonly discussions: DiscussionsService,
    private readonly comments: CommentsService,
  ) {}

  @Implements(discussionRoutes.list)
  list(@CurrentActor() actor: Actor, @Params() { id }: { id: string }): Promise<Thread[]> {
    return this.discussions.list(actor, id);
  }

  @Implements(discussionRoutes.start)
  start(@CurrentActor() actor: Actor, @Params() { id }: { id: string }, @Body() thread: NewThread): Promise<Thread> {
    return this.discussions.start(actor, id, thread);
  }

  @Implements(discussionRoutes.reply)
  reply(
    @CurrentActor() actor: Actor,
    @Params() { id, threadId }: OfThread,
    @Body() comment: NewComment,
  ): Promise<Thread> {
    return this.discussions.reply(actor, id, threadId, comment);
  }

  @Implements(discussionRoutes.settle)
  settle(
    @CurrentActor() actor: Actor,
    @Params() { id, threadId }: OfThread,
    @Body() state: ThreadState,
  ): Promise<Thread> {
    return this.discussions.settle(actor, id, threadId, state);
  }

  @Implements(discussionRoutes.change)
  change(
    @CurrentActor() actor: Actor,
    @Params() { id, commentId }: OfComment,
    @Body() change: CommentChange,
  ): Promise<Thread> {
    return this.comments.change(actor, id, commentId, change);
  }

  @Implements(discussionRoutes.remove)
  remove(@CurrentActor() actor: Actor, @Params() { id, commentId }: OfComment): Promise<void> {
    return this.comments.remove(actor, id, commentId);
  }

  @Implements(discussionRoutes.history)
  history(@CurrentActor() actor: Actor, @Params() { id, commentId }: OfComment): Promise<CommentEdit[]> {
    return this.comments.history(actor, id, commentId);
  }
}
