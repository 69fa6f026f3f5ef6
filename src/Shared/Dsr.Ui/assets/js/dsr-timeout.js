// Warns five minutes before the server ends the session. The server is the clock; every tab of the browser agrees.
const warnAt = 5 * 60

export function startTimeout (dialog) {
  const words = dialog.querySelector('[data-timeout-words]')
  const stay = dialog.querySelector('[data-timeout-stay]')
  const channel = 'BroadcastChannel' in window ? new BroadcastChannel('dsr-timeout') : null
  let endsAt = null
  let said = ''
  let timer = 0

  const left = () => Math.max(0, Math.round((endsAt - Date.now()) / 1000))

  const say = seconds => {
    // whole minutes until the last one, so that a screen reader is not told each second
    const minutes = Math.ceil(seconds / 60)
    const text = seconds <= 60
      ? 'We will log you out in less than 1 minute. We saved your work so far.'
      : `We will log you out in ${minutes} minutes, because you did nothing for a while.`
    if (text !== said) {
      said = text
      words.textContent = text
    }
  }

  const plan = seconds => {
    endsAt = Date.now() + seconds * 1000
    clearTimeout(timer)
    if (seconds > warnAt && dialog.open) dialog.close()
    timer = setTimeout(tick, Math.min(Math.max(seconds - warnAt, 0), 3600) * 1000)
  }

  const ask = async () => {
    try {
      const answer = await fetch('/session/remaining', { headers: { Accept: 'application/json' }, cache: 'no-store', redirect: 'manual' })
      if (answer.ok) return (await answer.json()).seconds
      // a redirect to the log-in page, or 401: the session has ended
      return answer.type === 'opaqueredirect' || answer.status === 401 ? 0 : null
    } catch {
      return null
    }
  }

  const tick = async () => {
    // another tab may have worked on: ask before warning, and once more before leaving
    if (!dialog.open || left() === 0) {
      const seconds = await ask()
      if (seconds !== null) endsAt = Date.now() + seconds * 1000
      if (seconds === 0) {
        window.location.assign('/log-in?timed-out=true')
        return
      }
    }

    if (left() > warnAt) {
      plan(left())
      return
    }

    say(left())
    if (!dialog.open) dialog.showModal()
    timer = setTimeout(tick, left() === 0 ? 15000 : 1000)
  }

  const extend = async () => {
    try {
      const answer = await fetch(stay.action, { method: 'POST', body: new FormData(stay), headers: { Accept: 'application/json' }, redirect: 'manual' })
      if (!answer.ok && answer.type !== 'opaqueredirect') return
    } catch {
      return
    }

    const seconds = await ask()
    if (seconds) {
      plan(seconds)
      channel?.postMessage(seconds)
    }
  }

  stay.addEventListener('submit', event => {
    event.preventDefault()
    extend()
  })
  dialog.addEventListener('cancel', event => {
    event.preventDefault()
    extend()
  })
  channel?.addEventListener('message', event => plan(Number(event.data)))
  ask().then(seconds => {
    if (seconds !== null) {
      plan(seconds)
      channel?.postMessage(seconds)
    }
  })
}
