/** A short message over the page. `alert` interrupts a screen reader and stays; `status` waits and goes by itself. */
export interface Toast {
  readonly id: string;
  readonly kind: 'status' | 'alert';
  readonly message: string;
  /** One thing to do about it, such as Undo or Show in folder. */
  readonly action?: { readonly label: string; readonly run: () => void };
}
