namespace Dsr.Tests.Browser;

/// <summary>What is asked of an open page beside axe, in the page itself (ui.md 12): each answers the faults in words.</summary>
internal static class Checks
{
    /// <summary>Where the keyboard can stop, in the order of the page: <c>dsrStops()</c>. Of a group of radios one is a stop.</summary>
    public const string Stops =
        """
        window.dsrShown = each => !each.disabled && each.tabIndex >= 0 && each.checkVisibility({ visibilityProperty: true });
        window.dsrSay = each => `${each.tagName.toLowerCase()} "${(each.innerText || each.name || each.id || each.className).trim().slice(0, 30)}"`;
        window.dsrStops = () => {
          const groups = new Set();
          return [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]')].filter(each => {
            if (!window.dsrShown(each)) return false;
            if (each.type !== 'radio') return true;
            const group = (each.form?.id ?? '') + each.name;
            const chosen = document.querySelector(`input[type=radio][name="${CSS.escape(each.name)}"]:checked`);
            if (groups.has(group) || (chosen && chosen !== each && chosen.form === each.form)) return false;
            groups.add(group);
            return true;
          });
        };
        """;

    /// <summary>
    /// Every stop, forwards and backwards: it shows that it has the focus, and is not fully under what stays on the screen (WCAG 2.4.7, 2.4.11).
    /// </summary>
    public const string Focus =
        """
        () => {
          const faults = new Set();
          const stops = window.dsrStops();
          const style = (each, part) => { const of = getComputedStyle(each, part); return [of.outlineStyle === 'none' ? '' : of.outlineWidth + of.outlineColor, of.boxShadow, of.backgroundColor, of.borderTopColor, of.borderTopWidth, of.borderBottomWidth].join(' ') };
          const marks = each => style(each) + style(each, '::before') + (each.firstElementChild ? style(each.firstElementChild) : '') + (each.labels?.length ? style(each.labels[0]) + style(each.labels[0], '::before') : '');
          const unseen = each => {
            const box = each.getBoundingClientRect();
            const [left, right, top, bottom] = [Math.max(box.left, 0), Math.min(box.right, innerWidth), Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
            if (right <= left || bottom <= top) return 'out of the window';
            let over;
            for (const across of [0.02, 0.25, 0.5, 0.75, 0.98]) for (const down of [0.1, 0.5, 0.9]) {
              const hit = document.elementFromPoint(left + (right - left) * across, top + (bottom - top) * down);
              if (hit && (each.contains(hit) || hit.contains(each) || [...each.labels ?? []].some(label => label.contains(hit)))) return '';
              over = hit ?? over;
            }
            return 'under ' + (over ? over.tagName.toLowerCase() + '.' + over.className : 'nothing');
          };
          document.activeElement?.blur();
          const before = new Map(stops.map(each => [each, marks(each)]));
          for (const [way, order] of [['forwards', stops], ['backwards', [...stops].reverse()]]) for (const each of order) {
            each.focus();
            if (document.activeElement !== each) { faults.add(`${window.dsrSay(each)} takes no focus`); continue; }
            if (each.tabIndex > 0) faults.add(`${window.dsrSay(each)} jumps the order of the keyboard`);
            if (marks(each) === before.get(each)) faults.add(`${window.dsrSay(each)} does not show that it has the focus`);
            const where = unseen(each);
            if (where) faults.add(`${window.dsrSay(each)} is ${where}, going ${way}`);
          }
          document.activeElement?.blur();
          scrollTo(0, 0);
          return [...faults];
        }
        """;

    /// <summary>Listens to what the Tab key reaches; answers how many stops it has to reach.</summary>
    public const string ListenToTab =
        """
        () => {
          window.dsrReached = [];
          document.removeEventListener('focusin', window.dsrListen);
          window.dsrListen = event => window.dsrReached.push(event.target);
          document.addEventListener('focusin', window.dsrListen);
          getSelection().removeAllRanges();
          document.body.tabIndex = -1;
          document.body.focus();
          document.body.removeAttribute('tabindex');
          window.dsrReached.length = 0;
          return window.dsrStops().length;
        }
        """;

    public const string TabbedToTheEnd = "() => window.dsrReached.includes(window.dsrStops().at(-1))";

    /// <summary>What the Tab key left out or reached in another order than the page's; where it did not come to the end it is held somewhere. The first is the link that skips to the content, and it does.</summary>
    public const string Tabbed =
        """
        () => {
          document.removeEventListener('focusin', window.dsrListen);
          const [stops, reached] = [window.dsrStops(), window.dsrReached];
          const faults = stops.filter(each => !reached.includes(each)).map(each => `Tab does not reach ${window.dsrSay(each)}`);
          const inOrder = reached.filter((each, place) => stops.includes(each) && reached.indexOf(each) === place);
          const astray = inOrder.find((each, place) => place > 0 && !(inOrder[place - 1].compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING));
          if (astray) faults.push(`Tab reaches ${window.dsrSay(astray)} out of the order of the page`);
          // last, as the address it leads to moves where Tab begins, a moment later
          const skip = stops[0];
          if (!skip?.matches('.nhsuk-skip-link')) faults.push('the keyboard does not begin at the link that skips to the content');
          else {
            skip.click();
            if (!document.activeElement?.matches('main')) faults.push('the link that skips to the content does not lead there');
          }
          document.activeElement?.blur();
          scrollTo(0, 0);
          return faults.slice(0, 5);
        }
        """;

    /// <summary>With the reader's own colours shadows and backgrounds are gone: focus, ratings, statuses and the page one is on are told by a line, a shape or weight.</summary>
    public const string ForcedColours =
        """
        () => {
          const faults = new Set();
          if (!matchMedia('(forced-colors: active)').matches) return ['colours are not forced'];
          const line = of => (of.outlineStyle !== 'none' && parseFloat(of.outlineWidth) >= 1);
          const border = of => ['Top', 'Right', 'Bottom', 'Left'].some(side => of[`border${side}Style`] !== 'none' && parseFloat(of[`border${side}Width`]) >= 1);
          for (const each of window.dsrStops()) {
            each.focus();
            const parts = [[each], ...each.firstElementChild ? [[each.firstElementChild]] : [], ...each.labels?.length ? [[each.labels[0], '::before'], [each.labels[0], '::after']] : []];
            if (!parts.some(part => line(getComputedStyle(...part)))) faults.add(`${each.tagName.toLowerCase()}.${each.className} has no outline when it has the focus`);
          }
          document.activeElement?.blur();
          const shown = selector => [...document.querySelectorAll(selector)].filter(each => each.checkVisibility());
          if (shown('.dsr-rating').some(each => !border(getComputedStyle(each)) || !(each.querySelector('svg') || each.matches('.dsr-rating--none')))) faults.add('a rating has no line or shape of its own');
          if (shown('.nhsuk-tag:not(.nhsuk-tag--no-border)').some(each => !border(getComputedStyle(each)))) faults.add('a status has no line of its own');
          if (shown('.nhsuk-button').some(each => !border(getComputedStyle(each)))) faults.add('a button has no line of its own');
          for (const each of shown('[aria-current]')) {
            const of = [getComputedStyle(each), getComputedStyle(each.parentElement), ...each.firstElementChild ? [getComputedStyle(each.firstElementChild)] : []];
            if (!of.some(style => border(style) || line(style) || parseInt(style.fontWeight) >= 600)) faults.add(`${window.dsrSay(each)} does not show that it is where one is`);
          }
          scrollTo(0, 0);
          return [...faults];
        }
        """;

    /// <summary>On paper: the heading is there, nothing stays on each sheet, nothing that only a screen can use, and it is not wider than the sheet. The boxes of a form may be filled in with a pen.</summary>
    public const string Print =
        """
        () => {
          const faults = [];
          const shown = [...document.querySelectorAll('body *')].filter(each => each.checkVisibility({ visibilityProperty: true }) && each.getClientRects().length > 0);
          if (!shown.some(each => each.tagName === 'H1')) faults.push('no heading');
          const stays = shown.find(each => ['sticky', 'fixed'].includes(getComputedStyle(each).position));
          if (stays) faults.push(`${stays.className} stays on every sheet`);
          faults.push(...new Set(shown.filter(each => each.matches('button, [role=button], [type=submit], [type=search], [type=file], .nhsuk-button, nav, [role=navigation], .nhsuk-skip-link, .nhsuk-back-link, .nhsuk-action-link, .nhsuk-tabs__list, .nhsuk-character-count__status, dialog')).map(each => `${window.dsrSay(each)} is on paper`)));
          if (shown.some(each => each.matches('a') && getComputedStyle(each, '::after').content.includes('/'))) faults.push('an address is on paper');
          const over = document.documentElement.scrollWidth - document.documentElement.clientWidth;
          if (over > 0) faults.push(`${over} wider than the sheet`);
          return faults;
        }
        """;

    /// <summary>
    /// Text twice as large, spaced as WCAG 1.4.12 says. Styles of the page's own would be blocked by its policy; these are the reader's. The kit's scripts
    /// follow a resize, which a reader's larger text is not: they are told.
    /// </summary>
    public const string Enlarge =
        """
        () => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync('html { font-size: 200% !important } * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }');
          window.dsrSize = parseFloat(getComputedStyle(document.querySelector('h1')).fontSize);
          document.adoptedStyleSheets = [sheet];
          dispatchEvent(new Event('resize'));
        }
        """;

    /// <summary>What does not fit when text is large, or does not grow.</summary>
    public const string Enlarged =
        """
        () => {
          const faults = [];
          const wide = document.documentElement.clientWidth;
          const over = document.documentElement.scrollWidth - wide;
          if (over > 0) faults.push(`scrolls sideways by ${over} with large text: ` + [...document.querySelectorAll('body *')].filter(each => each.getBoundingClientRect().right > wide + 0.5 && !each.closest('[tabindex], .nhsuk-u-visually-hidden, svg')).slice(-3).map(each => each.tagName.toLowerCase() + '.' + each.className + ' ' + each.innerText?.slice(0, 30)).join(', '));
          if (parseFloat(getComputedStyle(document.querySelector('h1')).fontSize) < window.dsrSize * 1.9) faults.push('the heading does not grow with the text');
          const cut = [...document.querySelectorAll('main *, header *')].filter(each => each.checkVisibility() && !each.closest('[class*="visually-hidden"], [aria-hidden]') && !each.matches('input, .nhsuk-scroll') && ['hidden', 'clip'].includes(getComputedStyle(each).overflowX) && each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 1).slice(0, 3);
          if (cut.length > 0) faults.push('words are cut off: ' + cut.map(window.dsrSay).join(', '));
          return faults;
        }
        """;

    public const string Shrink =
        """
        () => {
          document.adoptedStyleSheets = [];
          dispatchEvent(new Event('resize'));
        }
        """;

    /// <summary>The words of ui.md 6.1: none that are not ours, dates and times as people say them, NHS numbers in threes.</summary>
    public const string Words =
        """
        () => {
          const text = document.title + '\n' + document.querySelector('main').innerText;
          const banned = {
            'a word that is not ours': /\b(please|click here|service users?|clients?|suffer(s|ing|ed)? from|challenging|vulnerable|high-functioning|mentally ill|e\.g\.|i\.e\.|sign(ed)? (in|out))\b/i,
            'a date in figures': /\b(\d{1,2}\/\d{1,2}\/\d{2,4}|\d{4}-\d{2}-\d{2})\b/,
            'a short month': /\b\d{1,2} (Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)\b/,
            'an ordinal date': /\b\d{1,2}(st|nd|rd|th) (of )?(January|February|March|April|May|June|July|August|September|October|November|December)\b/,
            'a time as machines say it': /\b((1[3-9]|2[0-3]):\d{2}|\d{1,2}:00 ?(am|pm)|(?<!:)12(am|pm)|\d{1,2}(:\d{2})? (am|pm))\b/i,
            'an NHS number in one piece': /\b9\d{9}\b/,
          };
          return Object.entries(banned).flatMap(([what, pattern]) => { const found = pattern.exec(text); return found ? [`${what}: "${text.slice(Math.max(0, found.index - 30), found.index + 40).replace(/\s+/g, ' ')}"`] : [] });
        }
        """;
}
