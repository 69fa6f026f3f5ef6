// "Leave this page quickly": nothing is left on the screen while the next page comes, and the page itself is gone from the back button.
// Without JavaScript the link does the rest: the server forgets the answers on this device.
export function startLeave (link) {
  link.addEventListener('click', event => {
    event.preventDefault()
    document.documentElement.classList.add('dsr-left')
    document.title = ' '
    location.replace(link.href)
  })
}

// A browser prints without our help; the button stands only where it works.
export function startPrint (button) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}
