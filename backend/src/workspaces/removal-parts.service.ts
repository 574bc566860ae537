import { Injectable } from '@nestjs/common';

/** What a feature keeps of a workspace outside of the rows that go with it. */
export interface RemovalPart {
  /** In the transaction that deletes the workspace, before it: notes what is to be removed, and answers how much that is. */
  note(workspaceId: string, removalId: string): Promise<number>;
  /** Removes some of what was noted; answers how much, and 0 when nothing is left. Called until then. */
  removeSome(removalId: string): Promise<number>;
}

/** Where features register what a deleted workspace leaves behind. */
@Injectable()
export class RemovalParts {
  private readonly parts: RemovalPart[] = [];

  register(part: RemovalPart): void {
    this.parts.push(part);
  }

  async note(workspaceId: string, removalId: string): Promise<number> {
    let total = 0;
    for (const part of this.parts) total += await part.note(workspaceId, removalId);
    return total;
  }

  async removeSome(removalId: string): Promise<number> {
    for (const part of this.parts) {
      const removed = await part.removeSome(removalId);
      if (removed > 0) return removed;
    }
    return 0;
  }
}
