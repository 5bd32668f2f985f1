// What axe-core finds: WCAG 2.0 and 2.1, levels A and AA, and what it holds for good practice.
import { packages } from './packages.mjs';

const axe = packages('axe-core');
// Dark changes nothing but colours.
const COLOURS = ['color-contrast', 'link-in-text-block'];
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'best-practice'];

export async function access(tab, scheme) {
  await tab.emulateMedia({ colorScheme: scheme });
  // By the debugger, as the pages' own policy rightly lets no other script in.
  if (!(await tab.evaluate(() => 'axe' in window))) await tab.evaluate(axe.source);
  // `preload` would fetch the style sheet a second time, by a way that the pages' policy refuses.
  const runOnly = scheme === 'dark' ? { type: 'rule', values: COLOURS } : { type: 'tag', values: TAGS };
  const options = { runOnly, resultTypes: ['violations'], preload: false };
  const violations = await tab.evaluate(async (options) => (await window.axe.run(document, options)).violations, options);
  return violations.map(({ id, help, nodes }) => {
    const [first] = nodes;
    const why = [...first.any, ...first.all, ...first.none][0]?.message ?? help;
    const more = nodes.length > 1 ? ` and ${nodes.length - 1} more` : '';
    return `axe ${id} (${scheme}): ${first.target.join(' ')}${more}: ${why}`;
  });
}
