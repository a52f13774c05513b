import type { Failure } from '$domain/result';

/** A message for the person at the screen: an alert stays until dismissed, a status goes by itself. */
export interface Message {
  readonly id: string;
  readonly kind: 'alert' | 'status';
  readonly message: string;
  /** The failure's, for a message that may stop being true. */
  readonly code?: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

const KEPT = 12;

export class Messages {
  #list = $state.raw<readonly Message[]>([]);
  #said = $state('');
  #next = 1;

  /** Oldest first. */
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

  /** With a code it takes the place of what was said under that code before. */
  inform(text: string, action?: Message['action'], code?: string): void {
    if (code !== undefined) this.forget(code);
    this.#add({
      kind: 'status',
      message: text,
      ...(action ? { action } : {}),
      ...(code === undefined ? {} : { code }),
    });
  }

  fail(failure: Failure): void {
    this.#add({ kind: 'alert', message: failure.message, code: failure.code });
  }

  dismiss(id: string): void {
    this.#list = this.#list.filter((message) => message.id !== id);
  }

  /** Takes away what was said of a failure that is over. */
  forget(code: string): void {
    this.#list = this.#list.filter((message) => message.code !== code);
  }

  #add(message: Omit<Message, 'id'>): void {
    this.#list = [...this.#list, { ...message, id: String(this.#next++) }].slice(-KEPT);
  }
}
