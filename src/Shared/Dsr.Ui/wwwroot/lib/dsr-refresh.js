// Keeps a part of the page fresh. data-refresh is the address of the fragment; nothing moves under a hand that is using it.
import { initAll } from '/lib/nhsuk/nhsuk-frontend.min.js'

const pause = 10000

export function startRefresh (part) {
  const address = part.dataset.refresh
  if (!address) return

  const state = document.createElement('p')
  state.className = 'nhsuk-u-visually-hidden'
  state.setAttribute('role', 'status')
  part.after(state)

  let tag = null
  let misses = 0

  const busy = () => part.contains(document.activeElement) && document.activeElement !== part

  const look = async () => {
    if (document.visibilityState === 'visible' && !busy()) {
      try {
        const answer = await fetch(address, { headers: { Accept: 'text/html', ...(tag ? { 'If-None-Match': tag } : {}) }, cache: 'no-store', redirect: 'manual' })
        if (answer.status === 200) {
          const html = await answer.text()
          const first = tag === null
          tag = answer.headers.get('ETag')
          if (!busy()) swap(html, first)
        }
        // logged out or gone: stop asking, the page says so at the next click
        misses = answer.ok || answer.status === 304 ? 0 : misses + 1
      } catch {
        misses += 1
      }
    }

    if (misses < 6) setTimeout(look, pause)
  }

  const swap = (html, first) => {
    const fresh = new DOMParser().parseFromString(html, 'text/html').body
    if (fresh.innerHTML.trim() === part.innerHTML.trim()) return
    part.replaceChildren(...fresh.childNodes)
    initAll({ scope: part })
    const said = part.querySelector('[data-refresh-says]')?.dataset.refreshSays
    if (!first || said) state.textContent = said ?? 'This part of the page has changed'
  }

  setTimeout(look, pause)
}
