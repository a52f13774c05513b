export interface Progress {
  readonly done: number;
  readonly total: number;
}

/** Long work that can be stopped and says how far it is. */
export interface Work {
  readonly signal?: AbortSignal;
  onProgress?(progress: Progress): void;
}
