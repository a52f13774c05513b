const FOCUSABLE =
  'a[href], button:enabled, input:enabled, select:enabled, textarea:enabled, [tabindex]:not([tabindex="-1"])';

/**
 * Keeps the keyboard focus inside an element for as long as it stands: Tab goes round, and afterwards the focus
 * returns to where it was, unless the person has already gone elsewhere. Use as `{@attach focusScope}`; where the focus starts is up to the component.
 */
export function focusScope(element: HTMLElement): () => void {
  const before = document.activeElement;

  function onkeydown(event: KeyboardEvent): void {
    if (event.key !== 'Tab' || event.altKey || event.ctrlKey || event.metaKey) return;
    const stops = [...element.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((stop) => !stop.hidden);
    const edge = event.shiftKey ? stops[0] : stops.at(-1);
    const inside = document.activeElement !== element && element.contains(document.activeElement);
    if (inside && document.activeElement !== edge) return;
    event.preventDefault();
    (event.shiftKey ? stops.at(-1) : stops[0])?.focus();
  }

  element.addEventListener('keydown', onkeydown);
  return () => {
    element.removeEventListener('keydown', onkeydown);
    const now = document.activeElement;
    const isLost = now === null || now === document.body || element.contains(now);
    if (isLost && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
  };
}
