/** Looks at a page as it is laid out: what is broken by any measure, and in which columns its parts stand. */
import type { Page } from 'playwright-core';

/**
 * A text is looked at by the boxes of its words. What only a screen reader reads has no box worth the name, and what may be scrolled
 * sideways inside its own frame may be wider than the window.
 */
const script = `
  const seen = (element) => {
    // What is folded away has a box still.
    if (!element.checkVisibility({ visibilityProperty: true })) return false;
    for (let one = element; one !== null; one = one.parentElement) {
      const { clipPath, clip, opacity } = getComputedStyle(one);
      if (opacity === '0' || /^(rect\\(0px|rect\\(1px)/.test(clip) || clipPath === 'inset(50%)' || one.hasAttribute('hidden')) return false;
      const { width, height } = one.getBoundingClientRect();
      if (width <= 1 && height <= 1) return false;
    }
    return true;
  };
  const scrolls = (element) => {
    for (let one = element; one !== null && one !== document.documentElement; one = one.parentElement)
      if (/auto|scroll/.test(getComputedStyle(one).overflowX)) return true;
    return false;
  };
  const named = (element) => {
    const own = element.id !== '' ? '#' + element.id : [...element.attributes].filter(({ name }) => name.startsWith('data-') && !/mantine|floating/.test(name)).map(({ name }) => '[' + name + ']').slice(0, 1).join('');
    return element.tagName.toLowerCase() + own;
  };
  const short = (text) => text.trim().replace(/\\s+/g, ' ').slice(0, 60);
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement;
    if (node.data.trim() === '' || /^(SCRIPT|STYLE|OPTION|TITLE)$/i.test(element.tagName) || !seen(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    texts.push({ element, text: short(node.data), boxes: [...range.getClientRects()].filter(({ width }) => width > 0), inSvg: element.closest('svg') !== null });
  }`;

const faults = `(() => {${script}
  const found = [];
  for (const { element, text, boxes } of texts)
    if (!scrolls(element) && boxes.some(({ left, right }) => left < -1 || right > document.documentElement.clientWidth + 1))
      found.push(named(element) + ' stands outside: ' + text);
  for (const { element, text, inSvg } of texts) {
    const style = getComputedStyle(element);
    if (inSvg || style.overflowX === 'visible' || /auto|scroll/.test(style.overflowX)) continue;
    if (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 2) found.push(named(element) + ' is cut off: ' + text);
  }
  const layer = (element) => {
    for (let one = element; one !== null; one = one.parentElement) if (/fixed|sticky/.test(getComputedStyle(one).position)) return one;
    return null;
  };
  const flat = texts.filter(({ inSvg }) => !inSvg).map((one) => ({ ...one, layer: layer(one.element) }));
  const inset = 3;
  const across = (one, other) =>
    Math.min(one.right, other.right) - Math.max(one.left, other.left) > inset && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > inset + 3;
  for (let index = 0; index < flat.length; index += 1)
    for (let next = index + 1; next < flat.length; next += 1)
      if (flat[index].layer === flat[next].layer && flat[index].boxes.some((one) => flat[next].boxes.some((other) => across(one, other))))
        found.push(named(flat[index].element) + ' lies under ' + named(flat[next].element) + ': ' + flat[index].text);
  return found;
})()`;

/** What is broken on a page, a line each: texts outside of the window, cut off, or one upon the other. */
export const faultsOfLayout = (page: Page): Promise<string[]> => page.evaluate<string[]>(faults);

/** So many columns a window is wide: coarse enough that another font, or another text, changes nothing. */
const columns = 12;

/**
 * In which columns of the window the parts of a page stand: 'h1 1-5'. Heights are left out, since they follow the texts.
 * @param selectors of the parts; of those that are there several times, each of the first twelve
 */
export const partsOfLayout = (page: Page, selectors: readonly string[]): Promise<string[]> =>
  page.evaluate<string[]>(`(() => {
    const width = document.documentElement.clientWidth;
    const column = (x) => Math.round((x / width) * ${columns});
    return ${JSON.stringify(selectors)}.flatMap((selector) =>
      [...document.querySelectorAll(selector)].slice(0, 12).flatMap((element) => {
        const { left, right, height } = element.getBoundingClientRect();
        return height <= 1 ? [] : [selector + ' ' + column(left) + '-' + column(right)];
      }));
  })()`);
