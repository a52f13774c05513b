/**
 * Seeded pages of made-up news sites, whose article and metadata are known. They are laid out as content management
 * systems lay them out, each of which names things in its own way, and are drawn without regard to who will read them.
 */
import { chance, integer, pick, randomFrom, Writer } from './generate.mjs';

/**
 * @typedef {object} NewsPage
 * @property {string} html
 * @property {string} layout
 * @property {'en' | 'ru' | 'kk'} language
 * @property {'short' | 'medium' | 'long'} length
 * @property {string} text of the article: paragraphs, headings, list items, quotations and captions; no title, no dek
 * @property {string} title as printed
 * @property {string} dek empty when there is none
 * @property {string} published `YYYY-MM-DD`
 * @property {string} author empty when none is named
 */

const SITES = {
  en: ['Meridian Wire', 'The Harbour Post', 'Steppe Chronicle', 'Lakeside Daily', 'Northgate Herald'],
  ru: ['Степной вестник', 'Новости гавани', 'Город сегодня'],
  kk: ['Дала хабары', 'Қала жаңалықтары'],
};
const AUTHORS = {
  en: ['Ruth Ellery', 'Daniel Okafor', 'Aru Seitova', 'Marta Lindqvist', 'J. P. Harrow', 'Siobhán Keane'],
  ru: ['Ирина Савельева', 'Олег Тарасенко', 'Мария Дёмина'],
  kk: ['Айгүл Нұрланова', 'Ерлан Сәбитов', 'Динара Қасымова'],
};
const MONTHS = {
  en: 'January February March April May June July August September October November December',
  ru: 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря',
  kk: 'қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан',
};
const WORDS = {
  en: {
    nav: 'Home|World|Politics|Business|Culture|Sport|Science|Opinion|Weather|Video|Podcasts|Jobs',
    by: ['By ', '', 'Words by ', 'By: '],
    cookies:
      'We use cookies and similar technologies to make our website work, to measure how it is used and to show advertising that suits you. You can accept all of them or choose which ones you allow. You can change your mind at any time in the settings.',
    accept: 'Accept all',
    newsletter:
      'Get the day’s most important stories in your inbox every morning. Sign up for our newsletter.',
    subscribe: 'Sign up',
    readAlso: 'Read also: ',
    related: 'Related stories',
    popular: 'Most read',
    comments: 'Comments',
    reply: 'Reply',
    share: 'Share on Facebook|Share on X|Send by e-mail|Copy link',
    advertisement: 'Advertisement',
    tags: 'Tags: ',
    photo: 'Photo: ',
    about:
      ' is a correspondent who has written about the region for more than ten years and lives by the river.',
    rights: 'All rights reserved. No part of this site may be reproduced without written permission.',
    support: 'Our reporting is free for everybody. If you can, support it with a contribution.',
    updated: 'Updated: ',
    search: 'Search',
    script: 'Please enable JavaScript to view this site.',
  },
  ru: {
    nav: 'Главная|Политика|Экономика|Общество|Мир|Спорт|Культура|Мнения|Видео|Погода|Контакты',
    by: ['Автор: ', '', 'Текст: '],
    cookies:
      'Мы используем файлы cookie, чтобы сайт работал, чтобы измерять его посещаемость и показывать подходящую вам рекламу. Вы можете принять все файлы или выбрать разрешённые. Изменить решение можно в настройках.',
    accept: 'Принять все',
    newsletter: 'Получайте главные новости дня на почту каждое утро. Подпишитесь на нашу рассылку.',
    subscribe: 'Подписаться',
    readAlso: 'Читайте также: ',
    related: 'Материалы по теме',
    popular: 'Самое читаемое',
    comments: 'Комментарии',
    reply: 'Ответить',
    share: 'Поделиться во ВКонтакте|Telegram|Отправить по почте',
    advertisement: 'Реклама',
    tags: 'Теги: ',
    photo: 'Фото: ',
    about: ' — корреспондент, больше десяти лет пишет о регионе и живёт у реки.',
    rights: 'Все права защищены. Использование материалов возможно только с письменного разрешения редакции.',
    support: 'Наши материалы бесплатны для всех. Если можете, поддержите редакцию.',
    updated: 'Обновлено: ',
    search: 'Поиск',
    script: 'Включите JavaScript, чтобы пользоваться сайтом.',
  },
  kk: {
    nav: 'Басты бет|Саясат|Экономика|Қоғам|Әлем|Спорт|Мәдениет|Пікір|Бейне|Ауа райы',
    by: ['Автор: ', '', 'Мәтін: '],
    cookies:
      'Сайт жұмыс істеуі үшін және оның қалай қолданылатынын өлшеу үшін cookie файлдарын пайдаланамыз. Барлығын қабылдауға немесе таңдауға болады. Шешіміңізді баптауларда өзгерте аласыз.',
    accept: 'Қабылдау',
    newsletter: 'Күннің басты жаңалықтарын таң сайын поштаңызға алыңыз. Біздің таратылымға жазылыңыз.',
    subscribe: 'Жазылу',
    readAlso: 'Тағы оқыңыз: ',
    related: 'Тақырып бойынша',
    popular: 'Көп оқылған',
    comments: 'Пікірлер',
    reply: 'Жауап беру',
    share: 'Бөлісу|Telegram|Поштамен жіберу',
    advertisement: 'Жарнама',
    tags: 'Тегтер: ',
    photo: 'Фото: ',
    about: ' — тілші, өңір туралы он жылдан астам жазып келеді.',
    rights: 'Барлық құқықтар қорғалған. Материалдарды пайдалану тек жазбаша рұқсатпен.',
    support: 'Біздің материалдар барлығына тегін. Мүмкін болса, редакцияны қолдаңыз.',
    updated: 'Жаңартылды: ',
    search: 'Іздеу',
    script: 'Сайтты пайдалану үшін JavaScript қосыңыз.',
  },
};
const LANGUAGES = ['en', 'en', 'ru', 'en', 'kk', 'en', 'ru', 'en', 'en'];
const LENGTHS = { short: [40, 100], medium: [220, 520], long: [700, 1300] };

/**
 * Page `index` of those with this seed.
 * @param {number} index
 * @param {{ seed?: number, words?: number }} [options] `words`: about how many the article has, in place of various lengths
 * @returns {NewsPage}
 */
export function newsPage(index, { seed = 1, words } = {}) {
  const random = randomFrom(Math.imul(seed + 77, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b));
  const language = LANGUAGES[index % LANGUAGES.length];
  const layout = Object.keys(LAYOUTS)[index % Object.keys(LAYOUTS).length];
  const length = chance(random, 0.25) ? 'short' : chance(random, 0.7) ? 'medium' : 'long';
  const [least, most] = LENGTHS[length];
  const writer = new Writer(random, language);
  const own = WORDS[language];
  const date = new Date(Date.UTC(2015, 0, 1 + integer(random, 3600)));
  const page = {
    random,
    language,
    own,
    writer,
    site: pick(random, SITES[language]),
    title: writer.headline(5 + integer(random, 8)),
    dek: chance(random, 0.4) ? writer.sentence(12 + integer(random, 16)) : '',
    author: chance(random, 0.15) ? '' : pick(random, AUTHORS[language]),
    published: date.toISOString().slice(0, 10),
    stamp: `${date.toISOString().slice(0, 10)}T${two(6 + integer(random, 16))}:${two(integer(random, 60))}:00+06:00`,
    address: `https://news.example/${date.getUTCFullYear()}/story-${index}`,
    blocks: article(random, writer, words ?? least + integer(random, most - least)),
  };
  const main = LAYOUTS[layout](page);
  return {
    html: documentOf(page, main),
    layout,
    language,
    length,
    text: page.blocks.flatMap(({ texts }) => texts).join('\n'),
    title: page.title,
    dek: page.dek,
    published: page.published,
    author: page.author,
  };
}

const two = (number) => String(number).padStart(2, '0');
const times = (count, make) => Array.from({ length: count }, (_, i) => make(i));
/** A class such as style sheets in scripts make them up. */
const hashed = (random) => `css-${integer(random, 36 ** 6).toString(36)}`;
const maybe = (random, probability, text) => (chance(random, probability) ? text() : '');

/** Blocks of about so many words. */
function article(random, writer, words) {
  const blocks = [];
  const until = writer.words + words;
  const add = (kind, ...texts) => blocks.push({ kind, texts });
  const withHeadings = words > 200 && chance(random, 0.5);
  add('p', writer.paragraph(1 + integer(random, 2)));
  if (chance(random, 0.5)) add('figure', writer.sentence(6 + integer(random, 10)));
  while (writer.words < until) {
    const drawn = random();
    if (withHeadings && drawn < 0.15) add('h2', writer.headline(3 + integer(random, 4)));
    if (drawn > 0.92)
      add(
        chance(random, 0.7) ? 'ul' : 'ol',
        ...times(3 + integer(random, 4), () => writer.sentence(6 + integer(random, 10))),
      );
    else if (drawn > 0.84) add('blockquote', writer.paragraph(1 + integer(random, 2)));
    add('p', writer.paragraph(1 + integer(random, 4)));
  }
  return blocks;
}

/** A block as it is marked up; `paragraph` marks up a text. */
function marked({ kind, texts }, { random, own }, paragraph) {
  const [text] = texts;
  switch (kind) {
    case 'h2':
      return `<h2>${text}</h2>`;
    case 'ul':
    case 'ol':
      return `<${kind}>${texts.map((item) => `<li>${item}</li>`).join('\n')}</${kind}>`;
    case 'blockquote':
      return `<blockquote>${paragraph(text)}</blockquote>`;
    case 'figure':
      return `<figure><img src="/images/${integer(random, 9999)}.jpg" alt="" width="1200" height="800"><figcaption>${text}${maybe(random, 0.4, () => ` <span class="credit">${own.photo}Agency</span>`)}</figcaption></figure>`;
    default:
      return paragraph(linked(text, random));
  }
}

/** A link on some words, as articles have them. */
function linked(text, random) {
  if (!chance(random, 0.25)) return text;
  const words = text.split(' ');
  const at = integer(random, Math.max(1, words.length - 3));
  words[at] = `<a href="/topic/${integer(random, 500)}">${words[at]}`;
  const end = Math.min(at + 2, words.length - 1);
  words[end] += '</a>';
  return words.join(' ');
}

/** The body with what sites put between its paragraphs. */
function bodyOf(page, paragraph, insert = 0.12) {
  const { random, own, writer, blocks } = page;
  const extras = [
    () =>
      `<div class="${pick(random, ['read-also', 'inline-related', hashed(random)])}"><strong>${own.readAlso}</strong><a href="/story/${integer(random, 9999)}">${writer.headline(8)}</a></div>`,
    () =>
      `<p><strong>${own.readAlso}<a href="/story/${integer(random, 9999)}">${writer.headline(8)}</a></strong></p>`,
    () =>
      `<div class="${pick(random, ['ad', 'banner_in_text', hashed(random)])}"><span>${own.advertisement}</span></div>`,
    () =>
      `<form class="${pick(random, ['newsletter-signup', hashed(random)])}" action="/subscribe"><p>${own.newsletter}</p><input type="email"><button>${own.subscribe}</button></form>`,
  ];
  return blocks
    .map((block, i) => {
      const html = marked(block, page, paragraph);
      return i > 0 && chance(random, insert) ? `${html}\n${pick(random, extras)()}` : html;
    })
    .join('\n');
}

const printedDate = ({ random, language, published, stamp }) => {
  const [year, month, day] = published.split('-').map(Number);
  const name = MONTHS[language].split(' ')[month - 1];
  const time = stamp.slice(11, 16);
  return pick(
    random,
    {
      en: [
        `${name} ${day}, ${year}`,
        `${day} ${name} ${year}`,
        `${name.slice(0, 3)} ${day}, ${year} at ${time}`,
      ],
      ru: [
        `${day} ${name} ${year}`,
        `${two(day)}.${two(month)}.${year}, ${time}`,
        `${day} ${name} ${year} г., ${time}`,
      ],
      kk: [`${year} жылғы ${day} ${name}`, `${day} ${name} ${year}`, `${two(day)}.${two(month)}.${year}`],
    }[language],
  );
};
/** The date as printed, in a `time` element on some pages. */
const dateOf = (page, attributes = '') =>
  chance(page.random, 0.55)
    ? `<time datetime="${page.stamp}"${attributes}>${printedDate(page)}</time>`
    : `<span${attributes}>${printedDate(page)}</span>`;
const bylineOf = ({ random, own, author }, mark = (name) => name) =>
  author === '' ? '' : `${pick(random, own.by)}${mark(author)}`;
const shareOf = ({ random, own }, name) =>
  `<div class="${name}">${own.share
    .split('|')
    .map((label) => `<a href="#share-${integer(random, 9)}">${label}</a>`)
    .join(' ')}</div>`;
const tagsOf = ({ own, writer }, name) =>
  `<div class="${name}">${own.tags}${times(4, () => `<a href="/tag">${writer.headline(1)}</a>`).join(', ')}</div>`;
const bioOf = ({ author, own }, name) =>
  author === '' ? '' : `<div class="${name}"><h4>${author}</h4><p>${author}${own.about}</p></div>`;

function relatedOf({ random, own, writer }, name, item = 'div') {
  const cards = times(
    3 + integer(random, 5),
    () =>
      `<${item} class="${name}-item"><a href="/story/${integer(random, 9999)}"><img src="/thumbs/${integer(random, 999)}.jpg" alt=""><h3>${writer.headline(7)}</h3></a>${maybe(random, 0.5, () => `<p>${writer.sentence(14 + integer(random, 20))}</p>`)}${maybe(random, 0.3, () => `<time datetime="2024-11-0${1 + integer(random, 9)}">2024-11-0${1 + integer(random, 9)}</time>`)}</${item}>`,
  );
  return `<div class="${name}"><h2>${own.related}</h2>${cards.join('\n')}</div>`;
}

function popularOf({ random, own, writer }, name) {
  const items = times(
    5 + integer(random, 6),
    () => `<li><a href="/story/${integer(random, 9999)}">${writer.headline(5 + integer(random, 6))}</a></li>`,
  );
  return `<div class="${name}"><h3>${own.popular}</h3><ol>${items.join('\n')}</ol></div>`;
}

function commentsOf({ random, own, writer }, { list, item, text, id = '' }) {
  const many = chance(random, 0.3) ? 10 + integer(random, 20) : 2 + integer(random, 7);
  const items = times(
    many,
    (i) =>
      `<div class="${item}"><b>user${integer(random, 999)}</b> <span>${1 + (i % 28)}.11.2024</span><div class="${text}"><p>${writer.paragraph(1 + integer(random, 3))}</p></div><a href="#reply">${own.reply}</a></div>`,
  );
  return `<div${id === '' ? '' : ` id="${id}"`} class="${list}"><h3>${own.comments} (${many})</h3>${items.join('\n')}</div>`;
}

const p = (text) => `<p>${text}</p>`;

/** What stands between header and footer, by the way the site is built. */
const LAYOUTS = {
  semantic(page) {
    const { random, title, dek } = page;
    return `<main><article><header><h1>${title}</h1>${dek === '' ? '' : `<p class="standfirst">${dek}</p>`}
<p class="byline">${bylineOf(page, (name) => `<a rel="author" href="/authors/1">${name}</a>`)}</p>${dateOf(page)}${shareOf(page, 'share')}</header>
<div class="article-body">${bodyOf(page, p)}</div>
<footer>${tagsOf(page, 'topics')}${maybe(random, 0.4, () => bioOf(page, 'author-bio'))}</footer></article>
${relatedOf(page, 'related', 'article')}${maybe(random, 0.5, () => commentsOf(page, { list: 'comments', item: 'comment', text: 'comment-body' }))}</main><aside>${popularOf(page, 'most-read')}</aside>`;
  },
  blog(page) {
    const { random, title, dek } = page;
    return `<div id="content" class="site-content"><div id="primary" class="content-area"><article id="post-${integer(random, 99999)}" class="post type-post status-publish hentry category-news">
<header class="entry-header"><h1 class="entry-title">${title}</h1><div class="entry-meta"><span class="posted-on">${dateOf(page, ' class="entry-date published"')}</span> <span class="byline">${bylineOf(page, (name) => `<span class="author vcard"><a class="url fn n" href="/author/1">${name}</a></span>`)}</span></div></header>
<div class="entry-content">${dek === '' ? '' : `<p><strong>${dek}</strong></p>`}${bodyOf(page, p)}
<div class="sharedaddy sd-sharing-enabled">${shareOf(page, 'sd-content')}</div><div id="jp-relatedposts" class="jp-relatedposts">${relatedOf(page, 'jp-relatedposts-items')}</div></div>
<footer class="entry-footer">${tagsOf(page, 'tags-links')}</footer></article>
${maybe(random, 0.4, () => bioOf(page, 'author-box'))}${maybe(random, 0.6, () => commentsOf(page, { id: 'comments', list: 'comments-area', item: 'comment even depth-1', text: 'comment-content' }))}</div>
<div id="secondary" class="widget-area">${popularOf(page, 'widget widget_recent_entries')}</div></div>`;
  },
  soup(page) {
    const { random, title, dek } = page;
    const text = (each) => `${each}<br><br>`;
    return `<div class="wrap"><div class="l_col">${popularOf(page, 'blk')}</div><div class="c_col"><div class="path"><a href="/">${page.own.nav.split('|')[0]}</a> / <a href="/n">${page.own.nav.split('|')[1]}</a></div>
<div class="ttl">${chance(random, 0.6) ? `<h1>${title}</h1>` : title}</div><div class="inf">${printedDate(page)} ${bylineOf(page)}</div>${dek === '' ? '' : `<div class="anons">${dek}</div>`}
<div class="txt">${bodyOf(page, text)}</div>${shareOf(page, 'soc')}${tagsOf(page, 'tgs')}
${relatedOf(page, 'themes')}${maybe(random, 0.5, () => commentsOf(page, { list: 'cmnts', item: 'cm', text: 'cm_t' }))}</div></div>`;
  },
  table(page) {
    const { random, title, dek, own } = page;
    return `<table width="980" cellpadding="0"><tr><td width="180" valign="top">${own.nav
      .split('|')
      .map((label) => `<a href="/s">${label}</a><br>`)
      .join('')}${popularOf(page, 'left')}</td>
<td valign="top" class="content"><h1>${title}</h1><font size="2"><b>${printedDate(page)}</b> <i>${bylineOf(page)}</i></font>
${dek === '' ? '' : `<p><b>${dek}</b></p>`}${bodyOf(page, p, 0.06)}
<p align="right"><a href="javascript:print()">Print</a></p>${maybe(random, 0.5, () => commentsOf(page, { list: 'forum', item: 'message', text: 'msg' }))}</td>
<td width="200" valign="top">${relatedOf(page, 'right')}</td></tr></table>`;
  },
  script(page) {
    const { random, title, dek } = page;
    const [text, shell, box] = [hashed(random), hashed(random), hashed(random)];
    const paragraph = (each) => `<div class="${box}"><p class="${text}">${each}</p></div>`;
    return `<div id="__next"><div class="${shell}"><div class="${hashed(random)}"><h1 class="${hashed(random)}">${title}</h1>${dek === '' ? '' : `<p class="${hashed(random)}">${dek}</p>`}
<div class="${hashed(random)}"><div class="${hashed(random)}">${bylineOf(page, (name) => `<a href="/by/1">${name}</a>`)}</div><div>${dateOf(page)}</div></div></div>
<section class="${hashed(random)}">${bodyOf(page, paragraph, 0.2)}</section>
${shareOf(page, hashed(random))}${maybe(random, 0.4, () => bioOf(page, hashed(random)))}</div>
<div class="${hashed(random)}">${relatedOf(page, hashed(random))}${maybe(random, 0.4, () => commentsOf(page, { list: hashed(random), item: hashed(random), text: hashed(random) }))}${popularOf(page, hashed(random))}</div></div>`;
  },
  fields(page) {
    const { random, title, dek } = page;
    return `<div class="region region-content"><h1 class="page-header">${title}</h1><div class="node node--type-article node--view-mode-full">
<div class="submitted">${bylineOf(page, (name) => `<span class="username">${name}</span>`)} ${dateOf(page, ' class="date-display-single"')}</div>
${dek === '' ? '' : `<div class="field field--name-field-summary field__item">${dek}</div>`}
<div class="field field--name-body field--type-text-with-summary"><div class="field__item">${bodyOf(page, p, 0.06)}</div></div>${tagsOf(page, 'field field--name-field-tags')}</div>
${maybe(random, 0.5, () => commentsOf(page, { id: 'comments', list: 'comment-wrapper', item: 'comment', text: 'field field--name-comment-body' }))}
<div class="views-element-container">${relatedOf(page, 'views-row')}</div></div><div class="region region-sidebar-second">${popularOf(page, 'block block-views')}</div>`;
  },
  microdata(page) {
    const { random, title, dek, author, stamp } = page;
    return `<div class="container"><div class="row"><div class="col-md-8" itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">${title}</h1>
<meta itemprop="datePublished" content="${stamp}"><div class="meta"><span>${printedDate(page)}</span>${author === '' ? '' : ` <span itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">${author}</span></span>`}</div>
${dek === '' ? '' : `<div class="lead" itemprop="description">${dek}</div>`}<div itemprop="articleBody" class="story">${bodyOf(page, p)}</div>
${shareOf(page, 'social-likes')}${maybe(random, 0.4, () => bioOf(page, 'writer'))}${maybe(random, 0.5, () => commentsOf(page, { list: 'reader-comments', item: 'media', text: 'media-body' }))}</div>
<div class="col-md-4">${popularOf(page, 'card')}${relatedOf(page, 'card more')}</div></div></div>`;
  },
};

/** The whole page: what it says of itself in its head, banners, navigation and footer around the rest. */
function documentOf(page, main) {
  const { random, language, own, site, title, writer } = page;
  const links = own.nav.split('|').map((label, i) => `<li><a href="/section-${i}">${label}</a></li>`);
  const banner = pick(random, [
    `<div class="cookie-banner">${p(own.cookies)}<button>${own.accept}</button></div>`,
    `<div id="onetrust-banner-sdk" role="dialog">${p(own.cookies)}<button>${own.accept}</button></div>`,
    `<div class="${hashed(random)}"><div>${own.cookies}</div><button>${own.accept}</button></div>`,
    '',
  ]);
  const first = chance(random, 0.5);
  const stated = pick(random, [
    language,
    language,
    language,
    `${language}-${{ en: 'GB', ru: 'RU', kk: 'KZ' }[language]}`,
    '',
    'en',
  ]);
  const windowTitle = pick(random, [
    `${title} | ${site}`,
    `${title} - ${site}`,
    `${title} — ${own.nav.split('|')[1]} — ${site}`,
    `${site}: ${title}`,
    title,
  ]);
  return `<!DOCTYPE html>
<html${stated === '' ? '' : ` lang="${stated}"`}><head><meta charset="utf-8"><title>${windowTitle}</title>
${headOf(page)}
<style>.x{color:red}</style><script>window.dataLayer=[];</script></head>
<body>${maybe(random, 0.3, () => `<noscript>${own.script}</noscript>`)}${first ? banner : ''}
<header class="${pick(random, ['site-header', 'top', hashed(random)])}"><a href="/">${site}</a><form action="/search"><input name="q"><button>${own.search}</button></form>
${chance(random, 0.6) ? `<nav><ul>${links.join('')}</ul></nav>` : `<div class="menu"><ul>${links.join('')}</ul></div>`}</header>
${maybe(random, 0.3, () => `<div class="ticker"><a href="/live">${writer.headline(8)}</a></div>`)}
${main}
${maybe(random, 0.4, () => `<div class="${pick(random, ['newsletter', 'subscribe-block', hashed(random)])}">${p(own.newsletter)}<form><input type="email"><button>${own.subscribe}</button></form></div>`)}
${maybe(random, 0.3, () => `<div class="${pick(random, ['support-us', hashed(random)])}">${p(own.support)}</div>`)}
<${first ? 'footer' : 'div class="bottom"'}><ul>${links.join('')}</ul><p>© 2024 ${site}. ${own.rights}</p></${first ? 'footer' : 'div'}>
${first ? '' : banner}</body></html>`;
}

/** What a page says of itself, in one way, in several or in none. */
function headOf(page) {
  const { random, title, dek, author, stamp, site, address, language, writer } = page;
  const lines = [];
  const meta = (name, content, key = 'name') => lines.push(`<meta ${key}="${name}" content="${content}">`);
  const summary = dek || writer.sentence(16);
  if (chance(random, 0.6)) meta('description', summary);
  if (chance(random, 0.65)) {
    meta('og:type', 'article', 'property');
    // What is shared is at times another headline than the one that is printed.
    meta('og:title', chance(random, 0.15) ? writer.headline(8) : title, 'property');
    meta('og:site_name', site, 'property');
    meta('og:url', address, 'property');
    meta('og:description', summary, 'property');
    if (chance(random, 0.6)) meta('article:published_time', stamp, 'property');
    if (chance(random, 0.4)) meta('article:modified_time', '2024-11-20T10:00:00+06:00', 'property');
  }
  if (author !== '' && chance(random, 0.35)) meta('author', author);
  if (chance(random, 0.7)) lines.push(`<link rel="canonical" href="${address}">`);
  if (chance(random, 0.45)) {
    const person = { '@type': 'Person', name: author };
    const organization = { '@type': 'NewsMediaOrganization', name: site, url: 'https://news.example/' };
    const node = {
      '@type': pick(random, ['NewsArticle', 'Article', 'ReportageNewsArticle', 'BlogPosting']),
      headline: title,
      datePublished: stamp,
      dateModified: '2024-11-20T10:00:00+06:00',
      ...(author === '' ? { author: organization } : { author: pick(random, [person, [person], author]) }),
      publisher: organization,
      inLanguage: language,
    };
    const crumbs = {
      '@type': 'BreadcrumbList',
      itemListElement: [{ '@type': 'ListItem', position: 1, name: site }],
    };
    const data = chance(random, 0.4)
      ? { '@context': 'https://schema.org', '@graph': [organization, crumbs, node] }
      : { '@context': 'https://schema.org', ...node };
    lines.push(`<script type="application/ld+json">${JSON.stringify(data)}</script>`);
  } else if (chance(random, 0.3)) {
    lines.push(
      `<script type="application/ld+json">${JSON.stringify({ '@context': 'https://schema.org', '@type': 'WebSite', name: site })}</script>`,
    );
  }
  return lines.join('\n');
}
