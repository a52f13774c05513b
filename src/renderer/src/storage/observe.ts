import { liveQuery } from 'dexie';

export interface Observer<T> {
  next(value: T): void;
  error(error: unknown): void;
}

/**
 * Runs `query` now and again whenever rows it read have changed, in this window or a worker.
 * Returns the unsubscribe function.
 */
export function observe<T>(query: () => Promise<T>, observer: Observer<T>): () => void {
  const subscription = liveQuery(query).subscribe({
    next: (value) => {
      observer.next(value);
    },
    error: (error: unknown) => {
      observer.error(error);
    },
  });
  return () => {
    subscription.unsubscribe();
  };
}
