// Every link of every page of a tree: where it leads within the tree, and the forms of subscription links.
import { posix } from 'node:path';

const FORM = 'https://calendar.google.com/calendar/u/0/r/settings/addbyurl';
const FROM_WEB = /^https:\/\/outlook\.(?:live|office)\.com\/calendar\/0\/addfromweb$/;
// Google fails in silence on longer ones.
const LONGEST = 256;

// The links and anchors of each page, as a browser reads them.
const parse = (pages) =>
  pages.map(([path, text]) => {
    const page = new DOMParser().parseFromString(text, 'text/html');
    const all = (selector) => [...page.querySelectorAll(selector)];
    return {
      path,
      ids: all('[id]').map((element) => element.id),
      links: all('[href], [src]').map((element) => element.getAttribute('href') ?? element.getAttribute('src')),
      boxes: all('section.subscribe').map((box) => [...box.querySelectorAll('a')].map((link) => link.getAttribute('href'))),
    };
  });

// The feed that a subscription link is for, as a path of the tree; undefined if it is for none.
export function feedOf(tree, address) {
  if (!tree.base || !address?.startsWith(`${tree.base}/`) || address.length > LONGEST) return undefined;
  const path = address.slice(tree.base.length + 1);
  return tree.feeds.has(path) ? path : undefined;
}

function subscription(tree, link) {
  if (link === FORM) return { way: 'form' };
  if (link.startsWith('webcal://')) return { way: 'webcal', feed: feedOf(tree, link.replace('webcal', 'https')) };
  const { origin, pathname, searchParams, search } = new URL(link);
  // A space is %20: some programs show a + as it is.
  const plain = !search.includes('+');
  if (`${origin}${pathname}` === 'https://calendar.google.com/calendar/r') {
    return { way: 'google', feed: plain && [...searchParams.keys()].join() === 'cid' && feedOf(tree, searchParams.get('cid')) };
  }
  if (FROM_WEB.test(`${origin}${pathname}`)) {
    const fits = plain && [...searchParams.keys()].join() === 'url,name' && searchParams.get('name');
    return { way: origin.split('.')[1], feed: fits && feedOf(tree, searchParams.get('url')) };
  }
  return undefined;
}

export async function links(tree, tab, say) {
  const files = tree.files.filter((file) => file.endsWith('.html'));
  const pages = await tab.evaluate(parse, files.map((file) => [file, tree.read(file)]));
  const ids = new Map(pages.map((page) => [page.path, new Set(page.ids)]));
  for (const { path, ids: own, links: found, boxes } of pages) {
    const twice = own.find((id, at) => own.indexOf(id) !== at);
    if (twice) say(path, `the id ${twice} stands there twice`);
    for (const link of new Set(found)) {
      if (link.startsWith('data:image/svg+xml,') || /^tel:\+\d+$|^mailto:[^\s@]+@[^\s@]+$/.test(link)) continue;
      if (/^(?:https?|webcal):/.test(link)) {
        if (!URL.canParse(link) || /\s/.test(link)) say(path, `${link} is no address`);
        else if (subscription(tree, link) && subscription(tree, link).way !== 'form' && !subscription(tree, link).feed) say(path, `${link} is for no feed`);
        else if (tree.base && link.startsWith(tree.base) && !tree.has(link.slice(tree.base.length + 1))) say(path, `${link} is nothing of this site`);
        continue;
      }
      const [file, anchor] = link.split('#');
      const target = file ? posix.join(posix.dirname(path), file) : path;
      if (/^[a-z]+:/i.test(link) || !tree.has(target)) say(path, `${link} leads nowhere`);
      else if (anchor && !ids.get(target)?.has(anchor)) say(path, `${link} leads to no place on its page`);
    }
    for (const box of boxes) {
      const ways = box.map((link) => /^(?:https|webcal):/.test(link) && subscription(tree, link)).filter(Boolean);
      const wanted = tree.base ? 'form google live office webcal' : '';
      const got = ways.map(({ way }) => way).sort().join(' ');
      const feeds = new Set(ways.filter(({ way }) => way !== 'form').map(({ feed }) => feed));
      if (got !== wanted || feeds.size > 1) say(path, `its box of subscriptions has ${got || 'no links'}, for ${[...feeds].join(', ') || 'nothing'}`);
    }
  }
}
