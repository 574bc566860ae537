/** Where the database is; for the few that keep a connection of their own (COPY, LISTEN, the job queue). */
export class DatabaseUrl {
  constructor(readonly value: string) {}
}
