import type { HostApi } from '$contract/host-api';
import type { Ports } from '$domain/ids';
import type { Failure } from '$domain/result';
import { buildNew, type BuildState, type NewArchive } from '../usecases/build-archive';
import type { Progress } from '../usecases/progress';

/** Before this nothing is said about the time that is left: the first seconds tell little. Milliseconds. */
const ESTIMATE_AFTER_MS = 3000;
/** The share that must be done before the pace says anything. */
const ESTIMATE_FROM = 0.03;

/** The building of a new store, from the page's start to the archive that can be used. */
export class BuildSession {
  readonly reason: BuildState['reason'];
  #progress = $state.raw<Progress>({ done: 0, total: 0 });
  #failure = $state.raw<Failure | null>(null);
  #secondsLeft = $state<number | null>(null);
  #leaving = $state(false);
  #startedAt = 0;
  readonly #host: HostApi;
  readonly #ports: Ports;
  readonly #state: BuildState;
  readonly #abort = new AbortController();
  #failed = false;

  constructor(host: HostApi, ports: Ports, state: BuildState) {
    this.#host = host;
    this.#ports = ports;
    this.#state = state;
    this.reason = state.reason;
  }

  get progress(): Progress {
    return this.#progress;
  }
  /** From 0 to 1. */
  get share(): number {
    const { done, total } = this.#progress;
    return total === 0 ? 0 : Math.min(1, done / total);
  }
  /** At the pace so far; null while that is not known. */
  get secondsLeft(): number | null {
    return this.#secondsLeft;
  }
  /** Why it could not be built; null while it can. */
  get failure(): Failure | null {
    return this.#failure;
  }
  /** Whether it was stopped and the old store is about to be opened. */
  get leaving(): boolean {
    return this.#leaving;
  }

  /** Builds. Null when it failed or was stopped: the page then shows why, or goes back to the old store. */
  async run(): Promise<NewArchive | null> {
    this.#startedAt = Date.parse(this.#ports.now());
    const built = await buildNew(this.#host, this.#ports, this.#state, {
      signal: this.#abort.signal,
      onProgress: (progress) => this.#follow(progress),
    });
    if (built.ok) return built.value;
    this.#failed = true;
    if (this.#abort.signal.aborted) await this.back();
    else this.#failure = built.error;
    return null;
  }

  /** Stops; the archive stays as it was. */
  cancel(): void {
    this.#leaving = true;
    this.#abort.abort();
    // Nobody is left to hear of it.
    if (this.#failed) void this.back();
  }

  /** Opens the page on the old store again. */
  async back(): Promise<void> {
    this.#leaving = true;
    await this.#host.cancelBuild();
  }

  #follow(progress: Progress): void {
    this.#progress = progress;
    const elapsed = Date.parse(this.#ports.now()) - this.#startedAt;
    const { share } = this;
    this.#secondsLeft =
      elapsed < ESTIMATE_AFTER_MS || share < ESTIMATE_FROM
        ? null
        : Math.ceil((elapsed * (1 - share)) / share / 1000);
  }
}
