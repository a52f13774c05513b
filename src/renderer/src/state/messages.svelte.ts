import type { Failure } from '$domain/result';

/** A message for the person at the screen. Failures stay until dismissed; the rest goes by itself. */
export interface Message {
  readonly id: number;
  readonly tone: 'info' | 'error';
  readonly text: string;
  readonly action?: { readonly label: string; run(): void };
}

const STAYS_MS = 6000;
const AT_MOST = 3;

export class Messages {
  #list = $state.raw<readonly Message[]>([]);
  #said = $state('');
  #next = 1;

  get list(): readonly Message[] {
    return this.#list;
  }
  /** What a screen reader is to say next, politely. */
  get said(): string {
    return this.#said;
  }

  /** Announces without showing anything. */
  say(text: string): void {
    // The same words twice are announced again only when the text differs.
    this.#said = text === this.#said ? `${text}\u00a0` : text;
  }

  inform(text: string, action?: Message['action']): void {
    const id = this.#add({ tone: 'info', text, ...(action ? { action } : {}) });
    setTimeout(() => {
      this.dismiss(id);
    }, STAYS_MS);
  }

  fail(failure: Failure): void {
    this.#add({ tone: 'error', text: failure.message });
  }

  dismiss(id: number): void {
    this.#list = this.#list.filter((message) => message.id !== id);
  }

  #add(message: Omit<Message, 'id'>): number {
    const id = this.#next++;
    this.#list = [...this.#list, { ...message, id }].slice(-AT_MOST);
    return id;
  }
}
