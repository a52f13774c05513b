import { Losses } from '../docx/losses';
import { flatten } from '../docx/story';
import { noteMark, type RichBlock } from '../rich';
import { decodeBytes } from './code-pages';
import { Header } from './header';
import { NoteList } from './note-list';
import { format, markOf, newState, placeOf, type State } from './state';
import { Story } from './story';
import { tokensOf, type Token } from './tokens';
import { symbolOf } from '../symbol-fonts';
import { CHARACTERS, isMathProperty, isPageHeader, PASSED, SIGNS, SKIPPED } from './words';

/** Deepest nesting of groups; those further inside are left out. */
const MAX_DEPTH = 1000;

/** Longest mark of a note that is no number. */
const MAX_MARK = 4;

/** A document as it was read. */
export interface RtfDocument {
  readonly blocks: readonly RichBlock[];
  readonly header: Header;
  readonly losses: Losses;
  readonly comments: number;
}

/**
 * Reads a document as far as it goes, in one pass without recursion.
 * @see RTF 1.9.1
 */
export function readRtf(bytes: Uint8Array, takesComments: boolean): RtfDocument {
  const reader = new RtfReader(takesComments);
  for (const token of tokensOf(bytes)) {
    reader.token(token);
    if (reader.isFinished) break;
  }
  return reader.finish();
}

class RtfReader {
  private readonly header = new Header();
  private readonly losses = new Losses();
  private readonly notes = new NoteList();
  private readonly body = new Story(this.losses);
  private state = newState(this.body);
  private readonly outer: State[] = [];
  /** Groups that are open beyond the deepest that is read. */
  private beyond = 0;
  private isDamaged = false;
  /** Bytes of text that are decoded together. */
  private bytes: number[] = [];
  /** Characters to leave out that stand for a Unicode character. */
  private fallback = 0;
  private isOptional = false;
  private comments = 0;
  private author = '';
  isFinished = false;

  constructor(private readonly takesComments: boolean) {}

  token(token: Token): void {
    if (typeof token === 'number') {
      if (this.beyond > 0 || this.state.destination === 'skip') return;
      if (this.fallback > 0) this.fallback -= 1;
      else this.bytes.push(token);
      return;
    }
    if (token.kind === 'word') {
      if (this.beyond === 0) this.word(token.name, token.value);
    } else if (token.kind === 'symbol') {
      if (this.beyond === 0) this.symbol(token.sign);
    } else if (token.kind === 'open') this.open();
    else if (token.kind === 'close') this.close();
    else if (token.kind === 'cut') this.isDamaged = true;
    else this.fallback = Math.max(0, this.fallback - 1);
  }

  finish(): RtfDocument {
    this.flush();
    if (!this.isFinished) this.isDamaged = true;
    while (this.outer.length > 0) this.leave();
    const blocks = [...this.body.finish(placeOf(newState(this.body), this.header)), ...this.notes.blocks()];
    if (this.isDamaged) this.losses.add('damaged');
    if (!this.takesComments) this.losses.add('comments', this.comments);
    return { blocks, header: this.header, losses: this.losses, comments: this.comments };
  }

  private open(): void {
    this.flush();
    this.fallback = 0;
    if (this.outer.length >= MAX_DEPTH) {
      this.beyond += 1;
      this.isDamaged = true;
      return;
    }
    const { state } = this;
    this.outer.push(state);
    this.state = { ...state, start: state.story.length, close: null };
    if (state.destination === 'styles') {
      this.state.destination = 'style';
      this.header.openStyle();
    }
  }

  private close(): void {
    this.flush();
    this.fallback = 0;
    this.isOptional = false;
    if (this.beyond > 0) this.beyond -= 1;
    else if (this.outer.length > 0) {
      this.leave();
      this.isFinished = this.outer.length === 0;
    }
  }

  private leave(): void {
    const ended = this.state;
    this.state = this.outer.pop()!;
    ended.close?.();
    // The last paragraph may end with its group, whose properties are then its own.
    if (this.outer.length === 0 && ended.story === this.body && this.body.length > 0) {
      this.body.endParagraph(placeOf(ended, this.header));
    }
  }

  private symbol(sign: string): void {
    if (sign === '*') {
      this.isOptional = true;
      return;
    }
    if (this.state.destination === 'skip') return;
    this.flush();
    if (this.fallback > 0) this.fallback -= 1;
    else if (sign === '\n' || sign === '\r') this.paragraphWord('par');
    else this.write(SIGNS.get(sign) ?? '');
  }

  private word(name: string, value: number | undefined): void {
    const { state, isOptional } = this;
    this.isOptional = false;
    if (state.destination === 'skip') {
      if (name === 'ud' && state.resumed !== null) state.destination = state.resumed;
      return;
    }
    this.flush();
    const character = CHARACTERS.get(name);
    if (this.fallback > 0 && character !== undefined) {
      this.fallback -= 1;
      return;
    }
    this.fallback = 0;
    if (character !== undefined) this.write(character);
    else if (name === 'u') this.unicode(value ?? 0);
    else if (state.destination === 'fonts') {
      if (isOptional) state.destination = 'skip';
      else this.header.fontWord(name, value ?? 0);
    } else if (state.destination === 'style') {
      this.header.styleWord(name, value ?? 0);
      if (isOptional) state.destination = 'skip';
    } else if (!this.destinationWord(name)) {
      if (isOptional) state.destination = 'skip';
      else if (!format(state, name, value) && !this.paragraphWord(name)) this.documentWord(name, value);
    }
  }

  private documentWord(name: string, value: number | undefined): void {
    if (name === 'ansicpg') this.header.codePage = value ?? 0;
    else if (name === 'mac') this.header.codePage = 10000;
    else if (name === 'deff') this.header.defaultFont = value ?? 0;
    else if (name === 'ftnalt' && this.state.note !== null) this.state.note.kind = 'endnote';
    else this.notes.word(name, value);
  }

  /** Ends a paragraph, cell or row; false when the control word does not. */
  private paragraphWord(name: string): boolean {
    const { state } = this;
    const isText = state.destination === 'text';
    switch (name) {
      case 'par':
      case 'sect':
        if (isText) state.story.endParagraph(placeOf(state, this.header), name === 'par' && state.deleted);
        else this.write(' ');
        return true;
      case 'cell':
        if (isText) state.story.endCell({ ...placeOf(state, this.header), tables: 1 });
        return true;
      case 'nestcell':
        if (isText) {
          const place = placeOf(state, this.header);
          state.story.endCell({ ...place, tables: Math.max(2, place.tables) });
        }
        return true;
      case 'row':
        if (isText) state.story.endRow(1);
        return true;
      case 'nestrow':
        if (isText) state.story.endRow(Math.max(2, state.tables));
        return true;
      default:
        return false;
    }
  }

  /** Begins a group of its own kind; false when the control word does not. */
  private destinationWord(name: string): boolean {
    const { state } = this;
    if (SKIPPED.has(name) || isMathProperty(name)) {
      state.destination = 'skip';
      return true;
    }
    if (PASSED.has(name)) return true;
    switch (name) {
      case 'upr':
        state.resumed = state.destination;
        state.destination = 'skip';
        return true;
      case 'fonttbl':
        state.destination = 'fonts';
        return true;
      case 'stylesheet':
        state.destination = 'styles';
        return true;
      case 'info':
        state.destination = 'info';
        return true;
      case 'pict':
        if (state.destination === 'text' || state.destination === 'shape') this.losses.add('pictures');
        state.destination = 'skip';
        return true;
      case 'object':
        if (state.destination === 'text') this.losses.add('objects');
        state.destination = 'skip';
        return true;
      case 'sp':
        state.destination = 'shape';
        return true;
      case 'moMath':
        if (state.destination === 'text') this.losses.add('equations');
        return true;
      default:
        if (state.destination === 'info') return this.propertyWord(name);
        return state.destination === 'text' && this.storyWord(name);
    }
  }

  private propertyWord(name: string): boolean {
    if (name !== 'title' && name !== 'author') return false;
    this.hold((text) => this.header.info.set(name, text));
    this.state.destination = 'property';
    return true;
  }

  /** Begins a group that belongs to the words around it. */
  private storyWord(name: string): boolean {
    const { story, annotation } = this.state;
    if (isPageHeader(name)) {
      this.hold((text) => this.losses.add('headers', text.trim() === '' ? 0 : 1));
      return true;
    }
    switch (name) {
      case 'listtext':
      case 'pntext':
        this.hold((text) => story.setLabel(text));
        this.state.destination = 'label';
        return true;
      case 'shptxt':
      case 'dptxbxtext':
        this.begin((blocks) => story.addBox(blocks));
        return true;
      case 'footnote':
        this.footnote();
        return true;
      case 'atrfstart':
        this.hold((id) => story.startComment(id.trim()));
        return true;
      case 'atrfend':
        this.hold((id) => story.endComment(id.trim()));
        return true;
      case 'atnid':
      case 'atnauthor':
        this.hold((text) => (this.author = text.trim()));
        return true;
      case 'atnref':
        this.hold((id) => {
          if (annotation !== null) annotation.reference = id.trim();
        });
        return true;
      case 'annotation':
        this.annotation();
        return true;
      default:
        return false;
    }
  }

  /** Keeps the words of the group until it ends. */
  private hold(then: (text: string) => void): void {
    const held = { text: '' };
    this.state.held = held;
    this.state.destination = 'held';
    this.state.close = () => then(held.text);
  }

  /** Begins a story of its own, which ends with the group. */
  private begin(then: (blocks: readonly RichBlock[]) => void): void {
    const story = new Story(this.losses);
    const { fallback, note } = this.state;
    const state: State = { ...newState(story), fallback, note };
    state.close = () => then(story.finish({ ...placeOf(state, this.header), tables: 0 }));
    this.state = state;
  }

  private footnote(): void {
    const around = this.outer.at(-1)!;
    const { story } = around;
    const mark = markOf(around);
    if (mark !== null && mark !== 'insertions') {
      story.write('', mark);
      this.state.destination = 'skip';
      return;
    }
    const written = story.length - around.start;
    const custom = around.raised && written > 0 && written <= MAX_MARK ? story.takeFrom(around.start) : '';
    const note: State['note'] = { kind: 'footnote' };
    this.begin((blocks) => {
      const about = flatten(blocks);
      const text = about.text.trimStart();
      const own = custom !== '' && text.startsWith(custom) ? text.slice(custom.length) : text;
      story.write(noteMark(this.notes.add(note.kind, custom.trim(), { ...about, text: own })), mark);
    });
    this.state.note = note;
  }

  private annotation(): void {
    const { story } = this.outer.at(-1)!;
    const { author } = this;
    const annotation = { reference: '' };
    this.author = '';
    this.begin((blocks) => {
      const text = blocks.map((block) => block.text.trim()).join('\n');
      if (text === '') return;
      this.comments += 1;
      if (this.takesComments) story.addComment(annotation.reference, { text, author });
    });
    this.state.annotation = annotation;
  }

  private unicode(value: number): void {
    const code = value < 0 ? value + 0x10000 : value;
    this.fallback = this.state.fallback;
    if (code >= 0xf000 && code <= 0xf0ff) this.write(this.sign(code & 0xff));
    else if (code >= 0 && code <= 0x10ffff) this.write(String.fromCodePoint(code));
  }

  private flush(): void {
    if (this.bytes.length === 0) return;
    const { bytes } = this;
    this.bytes = [];
    const { destination, font } = this.state;
    const own = font ?? this.header.defaultFont;
    if (destination === 'property' || destination === 'style' || destination === 'fonts') {
      this.write(decodeBytes(bytes, this.header.codePage));
    } else if (this.header.isSymbols(own)) {
      this.write(bytes.map((byte) => this.sign(byte)).join(''));
    } else this.write(decodeBytes(bytes, this.header.codePageOf(own)));
  }

  /** A sign of a symbol font; what programs show for it in the place of a list's number is a bullet. */
  private sign(code: number): string {
    const { destination, font } = this.state;
    if (destination === 'label') return code > 0x20 ? '•' : ' ';
    const known = symbolOf(this.header.nameOf(font ?? this.header.defaultFont), code);
    if (known !== undefined) return known;
    if (code < 0x7f) return String.fromCharCode(code);
    if (destination === 'text') this.losses.add('symbols');
    return '';
  }

  private write(text: string): void {
    if (text === '') return;
    const { state } = this;
    switch (state.destination) {
      case 'text':
        state.story.write(text, markOf(state));
        return;
      case 'held':
      case 'label':
      case 'property':
        state.held.text += text;
        return;
      case 'fonts':
        this.header.fontText(text);
        return;
      case 'style':
        this.header.styleText(text);
        return;
      default:
    }
  }
}
