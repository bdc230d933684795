// What somebody may stumble over on a page, each stumbling block as a sentence. The tests ask; pages never load this.

globalThis.everyone = (() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const words = (element) => (element.textContent || element.value || "").replace(/\s+/g, " ").trim();
  const called = (element) =>
    `<${element.tagName.toLowerCase()}${element.id && ` id=${element.id}`}${element.classList.length ? ` class="${[...element.classList].join(" ")}"` : ""}> ‘${words(element).slice(0, 40)}’`;
  const shown = (element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true }) &&
    element.getClientRects().length > 0;
  const unseen = (element) => element.closest(".unseen, .skip:not(:focus)") !== null;
  const style = (element) => getComputedStyle(element);
  const pixels = (length) => parseFloat(length) || 0;

  // The skeleton that a screen reader goes through: title, language, headings, landmarks, names of things.
  function structure() {
    const faults = [];
    const levels = all("h1, h2, h3, h4, h5, h6").filter(shown).map((each) => Number(each.tagName[1]));
    if (levels.filter((level) => level === 1).length !== 1) faults.push(`headings of the first level: ${levels}`);
    levels.forEach((level, at) => {
      if (at && level > levels[at - 1] + 1) faults.push(`a level of heading is left out: ${levels}`);
    });
    for (const [name, selector] of [["main", "main"], ["banner", "body > header"], ["footer", "body > footer"]])
      if (all(selector).length !== 1) faults.push(`${all(selector).length} of landmark ${name}`);
    const viewport = document.querySelector("meta[name=viewport]")?.content ?? "";
    if (!viewport.includes("width=device-width") || /user-scalable|maximum-scale/.test(viewport))
      faults.push(`viewport: ${viewport}`);
    const ids = all("[id]").map((each) => each.id);
    faults.push(...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `id twice: ${id}`));
    for (const each of all("img"))
      if (!each.hasAttribute("alt") || !each.width || !each.height) faults.push(`picture without words or size: ${called(each)}`);
    for (const each of all("a[href], button, summary"))
      if (shown(each) && !words(each) && !each.ariaLabel && !each.querySelector("img[alt], title"))
        faults.push(`nothing to read: ${called(each)}`);
    for (const each of all("input:not([type=hidden]), select, textarea"))
      if (!each.labels.length && !each.ariaLabel) faults.push(`field without label: ${called(each)}`);
    return faults;
  }

  // WCAG 2.5.8 leaves out links within sentences (Inline) and what can be done elsewhere too (Equivalent): of the
  // bars of a chart the table says and does the same.
  function targets(least) {
    const inSentence = (element) =>
      style(element).display === "inline" &&
      [...element.parentElement.childNodes].some(
        (near) => near.nodeType === Node.TEXT_NODE && /[\p{L}\p{N}]/u.test(near.textContent),
      );
    return all("a[href], button, input:not([type=hidden]), select, textarea, summary")
      .filter((each) => shown(each) && !unseen(each) && !each.closest("svg") && !inSentence(each))
      .filter((each) => {
        const box = (each.closest("label") ?? each).getBoundingClientRect();
        return box.height < least - 0.5 || box.width < 24;
      })
      .map((each) => {
        const { width, height } = each.getBoundingClientRect();
        return `${Math.round(width)} × ${Math.round(height)} px: ${called(each)}`;
      });
  }

  // Text that is cut off where it stands. Titles in lists of links are shortened on purpose: whole where they lead.
  function clipped() {
    const cuts = (element) => {
      const { overflowX, overflowY, webkitLineClamp, textOverflow } = style(element);
      if (webkitLineClamp !== "none" || (element.matches("a") && textOverflow === "ellipsis")) return false;
      const hides = (overflow) => overflow === "hidden" || overflow === "clip" || element.matches("button, summary");
      return (
        (hides(overflowX) && element.scrollWidth > element.clientWidth + 1) ||
        (hides(overflowY) && element.scrollHeight > element.clientHeight + 1)
      );
    };
    return all("body *")
      .filter((each) => each instanceof HTMLElement && shown(each) && !unseen(each) && words(each) && style(each).display !== "inline")
      .filter(cuts)
      .map((each) => `cut off: ${called(each)}`);
  }

  const inline = (element) => /^(inline|contents|none|ruby)/.test(style(element).display);

  // The lines of a paragraph that has more than one, as how far each reaches.
  function lines(paragraph) {
    const range = document.createRange();
    range.selectNodeContents(paragraph);
    const rows = new Map();
    for (const { left, right, top, bottom } of range.getClientRects()) {
      const at = Math.round((top + bottom) / 20);
      const [from, to] = rows.get(at) ?? [left, right];
      rows.set(at, [Math.min(from, left), Math.max(to, right)]);
    }
    return rows.size > 1 ? [...rows.values()].map(([from, to]) => to - from) : [];
  }

  // Lines of running text longer than eyes find their way back from, in the text's own em.
  const longLines = (most) =>
    all("main p, main li, main dd")
      .filter((each) => shown(each) && !unseen(each) && style(each).display !== "flex" && [...each.children].every(inline))
      .flatMap((each) => {
        const size = Math.max(0, ...lines(each)) / pixels(style(each).fontSize);
        return size > most + 0.5 ? [`${size.toFixed(1)} em: ${called(each)}`] : [];
      });

  const numbers = (colour) => colour.match(/[\d.]+/g).map(Number);
  const channel = (c) => ((c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  const light = (colour) => {
    const [r, g, b] = numbers(colour).map(channel);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };

  function ground(element) {
    for (let each = element; each; each = each.parentElement) {
      const drawn = style(each).backgroundImage.match(/rgb\([^)]*\)/);
      if (drawn) return drawn[0];
      const flat = style(each).backgroundColor;
      if (numbers(flat)[3] !== 0) return flat;
    }
    return "rgb(255, 255, 255)";
  }

  // Contrast of all text, also where axe-core cannot tell (marks are drawn with a gradient) or does not look (SVG).
  function faint(least) {
    const own = (element) =>
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
    return all("body *")
      .filter((each) => own(each) && shown(each) && !unseen(each) && !each.matches("title, :disabled"))
      .flatMap((each) => {
        const colour = each instanceof SVGElement ? style(each).fill : style(each).color;
        const [low, high] = [light(colour), light(ground(each))].sort((a, b) => a - b);
        const contrast = (high + 0.05) / (low + 0.05);
        return contrast < least ? [`${contrast.toFixed(2)}:1 ${called(each)}`] : [];
      });
  }

  const moving = () =>
    all("*")
      .filter((each) => {
        const { animationName, transitionDuration, scrollBehavior } = style(each);
        return animationName !== "none" || /[1-9]/.test(transitionDuration) || scrollBehavior === "smooth";
      })
      .map((each) => `moves: ${called(each)}`);

  const notForPaper = () =>
    all("nav, button, input, select, body > header, body > footer")
      .filter((each) => shown(each) && !unseen(each))
      .map((each) => `printed: ${called(each)}`);

  // Without JavaScript: nothing to press that does nothing.
  const dead = () =>
    all("button, a, input:not([type=hidden]), select")
      .filter(shown)
      .filter((each) => (each.tagName.toLowerCase() === "a" ? !each.getAttribute("href") || each.getAttribute("href") === "#" : !each.form))
      .map((each) => `does nothing: ${called(each)}`);

  const look = (element) => {
    const { outlineStyle, outlineWidth, boxShadow, backgroundColor, borderColor } = style(element);
    return [outlineStyle === "none" ? "" : outlineWidth, boxShadow, backgroundColor, borderColor].join(" ");
  };
  const STOPS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]";
  const LINES = 90; // px: within an article of a list, what is picked with stands beside the line above the title
  let before = new Map();
  let last = null;

  // Begin to walk with the Tab key from the top of the page.
  function start() {
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute("tabindex");
    before = new Map(all(STOPS).map((each) => [each, look(each)]));
    last = null;
  }

  // Where the Tab key has come to, null at the end: what is wrong about this stop.
  function stop() {
    const here = document.activeElement;
    if (!here || here === document.body) return null;
    const faults = [];
    if (here.tabIndex > 0) faults.push(`order by number: ${called(here)}`);
    if (!shown(here)) faults.push(`not to be seen: ${called(here)}`);
    if (look(here) === before.get(here)) faults.push(`looks the same with the focus: ${called(here)}`);
    const box = here.getBoundingClientRect();
    if (box.bottom < 0 || box.top > innerHeight) faults.push(`out of sight: ${called(here)}`);
    if (last) {
      if (!(last.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_FOLLOWING)) faults.push(`backwards: ${called(here)}`);
      const was = last.getBoundingClientRect();
      const sameColumn = box.left < was.right && was.left < box.right;
      if (sameColumn && box.bottom < was.top - LINES && !last.closest(".sheets")) faults.push(`upwards: ${called(last)} → ${called(here)}`);
    }
    last = here;
    return faults;
  }

  // Everything that the Tab key has to reach; of radio buttons that belong together only the chosen one.
  const reachable = () =>
    all(STOPS).filter((each) => shown(each) && each.tabIndex >= 0 && !each.disabled && !(each.type === "radio" && !each.checked)).length;

  // The reader's own spacing (WCAG 2.2, 1.4.12).
  function space() {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }" +
        "p { margin-bottom: 2em !important; }",
    );
    document.adoptedStyleSheets = [sheet];
  }

  const enlarge = (times) => {
    document.documentElement.style.fontSize = "";
    document.documentElement.style.fontSize = `${pixels(style(document.documentElement).fontSize) * times}px`;
  };

  function plain() {
    document.adoptedStyleSheets = [];
    document.documentElement.style.fontSize = "";
  }

  const overflow = () => document.scrollingElement.scrollWidth - document.documentElement.clientWidth;
  const offCentre = () =>
    Math.max(
      ...all(".wide").filter(shown).map((each) => {
        const { left, right } = each.getBoundingClientRect();
        return Math.abs(left - (document.documentElement.clientWidth - right));
      }),
    );

  return {
    structure, targets, clipped, longLines, faint, moving, notForPaper, dead, start, stop, reachable, space, enlarge,
    plain, overflow, offCentre,
  };
})();
