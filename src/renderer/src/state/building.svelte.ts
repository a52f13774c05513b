import type { HostApi } from '$contract/host-api';
import type { Ports } from '$domain/ids';
import type { Failure } from '$domain/result';
import { buildNew, type BuildState, type NewArchive } from '../usecases/build-archive';
import type { Progress } from '../usecases/import-reports';

/** The building of a new store, from the page's start to the archive that can be used. */
export class BuildSession {
  readonly reason: BuildState['reason'];
  #progress = $state.raw<Progress>({ done: 0, total: 0 });
  #failure = $state.raw<Failure | null>(null);
  readonly #host: HostApi;
  readonly #ports: Ports;
  readonly #state: BuildState;
  readonly #abort = new AbortController();

  constructor(host: HostApi, ports: Ports, state: BuildState) {
    this.#host = host;
    this.#ports = ports;
    this.#state = state;
    this.reason = state.reason;
  }

  get progress(): Progress {
    return this.#progress;
  }
  /** Why it could not be built; null while it can. */
  get failure(): Failure | null {
    return this.#failure;
  }

  /** Builds. Null when it failed or was stopped: the page then shows why, or goes back to the old store. */
  async run(): Promise<NewArchive | null> {
    const built = await buildNew(this.#host, this.#ports, this.#state, {
      signal: this.#abort.signal,
      onProgress: (progress) => {
        this.#progress = progress;
      },
    });
    if (built.ok) return built.value;
    if (this.#abort.signal.aborted) await this.back();
    else this.#failure = built.error;
    return null;
  }

  /** Stops; the archive stays as it was. */
  cancel(): void {
    this.#abort.abort();
  }

  /** Opens the page on the old store again. */
  async back(): Promise<void> {
    await this.#host.cancelBuild();
  }
}
