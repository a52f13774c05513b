import { directionOf } from '$domain/report/direction';
import type { AppState } from '../state/app.svelte';
import { VIEWS, type View } from '../state/views';

export type ActionGroup = 'File' | 'Edit' | 'View' | 'Passage' | 'Suggestions' | 'Table of passages' | 'Help';

/** Something a person can do: the menu, the shortcuts and the help sheet are made from these. */
export interface Action {
  /** The menu item's id. */
  readonly id: string;
  readonly label: string;
  readonly group: ActionGroup;
  readonly shortcuts: readonly string[];
  /** Whether it can be done now; the shortcut is left to the page otherwise. */
  when(): boolean;
  run(): void;
}

/** What actions need of the page besides the state: moving the focus. */
export interface Page {
  focusSearch(): void;
  focusFind(): void;
  /** Into the list of suggestions, or back from it. */
  toggleSuggestions(): void;
}

/** Recent pairs that a digit applies. */
const RECENT_BY_DIGIT = 9;
const T: ActionGroup = 'Table of passages';

const VIEW_LABELS: Readonly<Record<View, string>> = {
  reports: 'Reports',
  passages: 'Passages',
  analysis: 'Analysis',
  codebook: 'Codebook',
  settings: 'Settings',
};

/** Every action, in the order of menus and help. */
export function createActions(app: AppState, page: Page): readonly Action[] {
  const always = () => true;
  const reading = () => app.view === 'reports' && app.reading.open !== null && app.reading.palette === null;
  const isIdle = () =>
    app.importing.phase === 'closed' && !app.exporting.isOpen && app.restoring.phase === 'closed';
  const canBackUp = () => isIdle() && !app.backups.isAsked && !app.saving.isReadOnly;
  const active = () => app.reading.activeId;
  const readingActive = () => reading() && active() !== null;
  const onRow = () => app.workbench?.hasFocus ?? false;
  // The next hit may be asked for before the one before is open.
  const onHits = () => app.view === 'reports' && app.search.isActive && app.reading.palette === null;
  const suggesting = () => reading() && app.suggesting.isFocused;
  const suggested = () => suggesting() && app.suggesting.active !== null;
  /** The arrow that points in reading direction, and the one that points back. */
  const arrows = (key: 'ArrowRight' | 'ArrowLeft'): 'forward' | 'backward' => {
    const isRtl = directionOf(app.reading.open?.report.language ?? '') === 'rtl';
    return (key === 'ArrowRight') === isRtl ? 'backward' : 'forward';
  };
  const action = (
    id: string,
    label: string,
    group: ActionGroup,
    shortcuts: readonly string[],
    run: () => void,
    when: () => boolean = always,
  ): Action => ({ id, label, group, shortcuts, run, when });
  return [
    action('file.import', 'Import…', 'File', ['Mod+O'], () => void app.importing.pick(), isIdle),
    action(
      'file.import.folder',
      'Import a folder…',
      'File',
      ['Mod+Shift+O'],
      () => void app.importing.pickFolder(),
      isIdle,
    ),
    action('file.export', 'Export…', 'File', ['Mod+E'], () => void app.exportShown(), isIdle),
    action('file.backup', 'Back up now', 'File', [], () => void app.backups.backUpNow(), canBackUp),
    action('file.restore', 'Restore…', 'File', [], () => void app.restoring.pick(), canBackUp),
    // Always: what was just done may not be in the list yet, and that there is nothing is said.
    action('edit.undo', 'Undo', 'Edit', ['Mod+Z'], () => void app.undo()),
    action('edit.redo', 'Redo', 'Edit', ['Mod+Shift+Z', 'Mod+Y'], () => void app.redo()),
    action(
      'edit.history',
      'History…',
      'Edit',
      ['Mod+Shift+H'],
      () => app.past.open({ kind: 'archive' }),
      isIdle,
    ),
    action('edit.find', 'Find in report', 'Edit', ['Mod+F'], () => page.focusFind(), reading),
    action(
      'report.correct',
      'Correct the text of the report',
      'Edit',
      ['Mod+Shift+E'],
      () => app.correcting.start(),
      reading,
    ),
    action('edit.search', 'Search the archive', 'Edit', ['Mod+K'], () => page.focusSearch()),
    action(
      'edit.search.list',
      'Search by a list of queries…',
      'Edit',
      [],
      () => app.batchSearch.open(),
      isIdle,
    ),
    ...VIEWS.map((view, i) =>
      action(`view.${view}`, VIEW_LABELS[view], 'View', [`Mod+${i + 1}`], () => app.go(view)),
    ),
    ...(['system', 'light', 'dark'] as const).map((theme) =>
      action(
        `view.theme.${theme}`,
        { system: 'Theme: as the system', light: 'Theme: light', dark: 'Theme: dark' }[theme],
        'View',
        [],
        () => app.settings.update({ theme }),
      ),
    ),
    // Before the passages': the same keys mean what has the focus.
    action(
      'suggestion.review',
      'Review suggestions, or go back to the passages',
      'Suggestions',
      ['A'],
      () => page.toggleSuggestions(),
      () => reading() && !app.search.isActive,
    ),
    action(
      'suggestion.accept',
      'Accept the suggestion',
      'Suggestions',
      ['Enter'],
      () => app.suggesting.accept(),
      suggested,
    ),
    action(
      'suggestion.accept.same',
      'Accept the same words wherever the report has them',
      'Suggestions',
      ['Shift+Enter'],
      () => app.suggesting.acceptSame(),
      suggested,
    ),
    action(
      'suggestion.accept.listed',
      'Accept all that are listed and have one meaning',
      'Suggestions',
      ['Mod+Enter'],
      () => app.suggesting.acceptListed(),
      suggesting,
    ),
    action(
      'suggestion.accept.everywhere',
      'Accept the same words in the whole archive…',
      'Suggestions',
      ['Mod+Shift+Enter'],
      () => app.suggesting.acceptEverywhere(),
      suggested,
    ),
    action(
      'suggestion.reject',
      'Reject in this report',
      'Suggestions',
      ['Backspace', 'Delete'],
      () => app.suggesting.reject(false),
      suggested,
    ),
    action(
      'suggestion.reject.everywhere',
      'Reject in the whole archive',
      'Suggestions',
      ['Shift+Backspace', 'Shift+Delete'],
      () => app.suggesting.reject(true),
      suggested,
    ),
    action(
      'suggestion.reading.next',
      'Next meaning of the words',
      'Suggestions',
      ['ArrowRight'],
      () => app.suggesting.stepReading(1),
      suggested,
    ),
    action(
      'suggestion.reading.previous',
      'Previous meaning of the words',
      'Suggestions',
      ['ArrowLeft'],
      () => app.suggesting.stepReading(-1),
      suggested,
    ),
    action(
      'suggestion.role',
      'Next role of the country',
      'Suggestions',
      ['R'],
      () => app.suggesting.stepRole(),
      suggested,
    ),
    action(
      'passage.tag',
      'Tag passage',
      'Passage',
      ['T'],
      () => (onRow() ? app.workbench?.tag() : app.reading.tagSelection()),
      () => reading() || onRow(),
    ),
    action('passage.repeat', 'Repeat last pairs', 'Passage', ['.'], () => void app.reading.repeat(), reading),
    ...Array.from({ length: RECENT_BY_DIGIT }, (_, i) =>
      action(
        `passage.recent.${i + 1}`,
        `Tag with recent pair ${i + 1}${i === 0 ? ', and so on to 9' : ''}`,
        'Passage',
        [String(i + 1)],
        () => void (onRow() ? app.workbench : app.reading)?.tagWithRecent(i),
        () => reading() || onRow(),
      ),
    ),
    // Before the passages': while results are shown the keys go from hit to hit.
    action('search.hit.next', 'Next hit of the search', 'Edit', ['N'], () => app.stepHit(1), onHits),
    action('search.hit.previous', 'Previous hit of the search', 'Edit', ['P'], () => app.stepHit(-1), onHits),
    action('passage.next', 'Next passage', 'Passage', ['N'], () => app.reading.step(1), reading),
    action('passage.previous', 'Previous passage', 'Passage', ['P'], () => app.reading.step(-1), reading),
    action(
      'passage.edit',
      'Edit passage',
      'Passage',
      ['E'],
      () => app.reading.edit(active()!),
      readingActive,
    ),
    action(
      'passage.delete',
      'Delete passage',
      'Passage',
      ['Delete'],
      () => void app.reading.remove(active()!),
      readingActive,
    ),
    action(
      'passage.confirm',
      'Confirm the passage after a correction, or go to the next to confirm',
      'Passage',
      ['C'],
      () => void app.reviewing.confirmActive(),
      reading,
    ),
    action(
      'passage.cycle',
      'Next passage on these words',
      'Passage',
      ['O'],
      () => app.overlaps.cycle(),
      reading,
    ),
    // Not with Shift: Alt+Shift and Ctrl+Shift change the keyboard's language on many desks.
    ...(['ArrowRight', 'ArrowLeft'] as const).map((key) =>
      action(
        `passage.end.${key === 'ArrowRight' ? 'right' : 'left'}`,
        `Move the end of the passage a word ${key === 'ArrowRight' ? 'to the right' : 'to the left'}`,
        'Passage',
        [`Alt+${key}`],
        () => void app.overlaps.moveEdge('end', arrows(key)),
        readingActive,
      ),
    ),
    ...(['ArrowRight', 'ArrowLeft'] as const).map((key) =>
      action(
        `passage.start.${key === 'ArrowRight' ? 'right' : 'left'}`,
        `Move the start of the passage a word ${key === 'ArrowRight' ? 'to the right' : 'to the left'}`,
        'Passage',
        [`Mod+${key}`],
        () => void app.overlaps.moveEdge('start', arrows(key)),
        readingActive,
      ),
    ),
    action('passage.split', 'Split passage', 'Passage', ['S'], () => void app.overlaps.split(), reading),
    action(
      'passage.join',
      'Join with the passage it overlaps or touches',
      'Passage',
      ['J'],
      () => void app.overlaps.join(),
      readingActive,
    ),
    action('table.edit', 'Edit the passage', T, ['Enter', 'F2'], () => void app.workbench?.edit(), onRow),
    action(
      'table.beside',
      'Show it beside the table',
      T,
      ['Mod+Enter'],
      () => app.workbench?.openBeside(),
      onRow,
    ),
    action('table.report', 'Open it in its report', T, ['O'], () => app.workbench?.openReport(), onRow),
    action('table.all', 'Select all passages shown', T, ['Mod+A'], () => app.workbench?.selectAll(), onRow),
    action('table.retag', 'Retag what is selected…', T, ['R'], () => void app.workbench?.startRetag(), onRow),
    action(
      'table.delete',
      'Delete what is selected',
      T,
      ['Delete'],
      () => void app.workbench?.remove(),
      onRow,
    ),
    action('help.verify', 'Check archive…', 'Help', [], () => void app.checking.start(), isIdle),
    action('help.shortcuts', 'Keyboard shortcuts', 'Help', ['?', 'F1'], () => {
      app.helpOpen = true;
    }),
  ];
}
