import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AnnotationsModule } from '../annotations/annotations.module.js';
import { DashboardsModule } from '../dashboards/dashboards.module.js';
import { IdentityModule } from '../identity/identity.module.js';
import { MembersModule } from '../members/members.module.js';
import { NotificationsModule } from '../notifications/notifications.module.js';
import { AudienceService } from './audience.service.js';
import { CommentEditEntity } from './comment-edit.entity.js';
import { CommentNews } from './comment-news.service.js';
import { CommentEntity } from './comment.entity.js';
import { CommentsService } from './comments.service.js';
import { DiscussionsController } from './discussions.controller.js';
import { DiscussionsService } from './discussions.service.js';
import { ThreadEntity } from './thread.entity.js';
import { ThreadsService } from './threads.service.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([ThreadEntity, CommentEntity, CommentEditEntity]),
    AnnotationsModule,
    DashboardsModule,
    IdentityModule,
    MembersModule,
    NotificationsModule,
  ],
  controllers: [DiscussionsController],
  providers: [AudienceService, CommentNews, CommentsService, DiscussionsService, ThreadsService],
  exports: [DiscussionsService],
})
export class DiscussionsModule {}
