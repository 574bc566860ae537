type Listener = (...values: unknown[]) => void;

/** What the database client uses of Node's `events`. */
export class EventEmitter {
  private readonly byName = new Map<string, Listener[]>();

  on(name: string, listener: Listener): this {
    if (name !== 'newListener') this.emit('newListener', name, listener);
    this.byName.set(name, [...this.listeners(name), listener]);
    return this;
  }

  once(name: string, listener: Listener): this {
    const only: Listener = (...values) => {
      this.removeListener(name, only);
      listener.apply(this, values);
    };
    return this.on(name, only);
  }

  removeListener(name: string, listener: Listener): this {
    const all = this.listeners(name);
    const at = all.lastIndexOf(listener);
    if (at >= 0) this.byName.set(name, all.toSpliced(at, 1));
    return this;
  }

  removeAllListeners(name: string): this {
    this.byName.delete(name);
    return this;
  }

  listeners(name: string): readonly Listener[] {
    return this.byName.get(name) ?? [];
  }

  emit(name: string, ...values: unknown[]): boolean {
    const all = this.listeners(name);
    if (all.length === 0 && name === 'error') throw values[0];
    for (const listener of all) listener.apply(this, values);
    return all.length > 0;
  }
}
