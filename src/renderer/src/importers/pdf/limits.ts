/** Documents of more pages are refused. */
export const MAX_PAGES = 5000;
/** Pieces of text on one page above which it is refused; a densely printed page of numbers has some 5,000. */
export const MAX_ITEMS = 50_000;
/** UTF-16 units of text in a document above which it is refused; a book of 1,000 pages has some 3 million. */
export const MAX_CHARACTERS = 20_000_000;
