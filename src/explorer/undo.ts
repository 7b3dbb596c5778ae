// Keeps what a page's reader has made in the page's address, after #, and every state before it for “Undo”. Nothing is stored.

export class Kept<State> {
  #state: State;
  readonly #before: State[] = [];
  readonly #format: (state: State) => string;

  constructor(state: State, format: (state: State) => string) {
    this.#state = state;
    this.#format = format;
  }

  get state(): State {
    return this.#state;
  }
  get canUndo(): boolean {
    return this.#before.length > 0;
  }

  /** The page's address with the state in it. */
  address(): string {
    const url = new URL(location.href);
    url.hash = this.#format(this.#state);
    return url.href;
  }

  /** Takes a new state; `joined` changes, such as the letters of one caption, are undone together. */
  change(state: State, joined = false): void {
    if (this.#format(state) === this.#format(this.#state)) return;
    if (!joined || !this.canUndo) this.#before.push(this.#state);
    this.#state = state;
    this.#write();
  }

  /** Takes a state that the address has already, such as one typed by the reader. */
  follow(state: State): void {
    this.#before.push(this.#state);
    this.#state = state;
  }

  undo(): void {
    const before = this.#before.pop();
    if (before === undefined) return;
    this.#state = before;
    this.#write();
  }

  #write(): void {
    const text = this.#format(this.#state);
    history.replaceState(null, "", text === "" ? location.pathname : `#${text}`);
  }
}
