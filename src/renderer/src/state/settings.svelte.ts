import type { HostApi } from '$contract/host-api';
import type { Settings } from '$contract/schemas';
import { storeSettings } from '../usecases/settings';
import type { Messages } from './messages.svelte';

/** The user's settings: changed here, stored by the host. */
export class SettingsState {
  #current = $state.raw<Settings>() as Settings;
  readonly #host: HostApi;
  readonly #messages: Messages;

  constructor(host: HostApi, initial: Settings, messages: Messages) {
    this.#current = initial;
    this.#host = host;
    this.#messages = messages;
  }

  get current(): Settings {
    return this.#current;
  }

  /** Applies a change at once and stores it; a failure to store is told and changes nothing on screen. */
  update(patch: Partial<Omit<Settings, 'version'>>): void {
    this.#current = { ...this.#current, ...patch };
    void storeSettings(this.#host, this.#current).then((stored) => {
      if (!stored.ok) this.#messages.fail(stored.error);
    });
  }
}
