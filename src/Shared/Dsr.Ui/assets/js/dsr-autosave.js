// Saves a long form as a draft while it is typed. data-autosave is the address; without JavaScript the buttons save.
const pause = 3000

export function startAutosave (form) {
  const address = form.dataset.autosave
  if (!address) return

  const state = document.createElement('p')
  state.className = 'dsr-save-state'
  state.setAttribute('role', 'status')
  form.append(state)

  let timer = 0
  let dirty = false
  let saving = false
  let leaving = false

  const clock = () => new Date().toLocaleTimeString('en-GB', { hour: 'numeric', minute: '2-digit', hour12: true, timeZone: 'Europe/London' }).replace(/\s/g, '').toLowerCase()

  const save = async () => {
    clearTimeout(timer)
    if (!dirty || leaving) return
    if (saving) {
      timer = setTimeout(save, pause)
      return
    }

    dirty = false
    saving = true
    try {
      const answer = await fetch(address, { method: 'POST', body: new FormData(form), keepalive: document.visibilityState === 'hidden', redirect: 'manual' })
      if (!answer.ok) throw new Error(String(answer.status))
      state.textContent = `Saved at ${clock()}`
    } catch {
      dirty = true
      state.textContent = 'Not saved. We will try again'
      timer = setTimeout(save, pause * 5)
    } finally {
      saving = false
    }
  }

  form.addEventListener('input', () => {
    dirty = true
    clearTimeout(timer)
    timer = setTimeout(save, pause)
  })
  form.addEventListener('submit', () => { leaving = true })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') save()
  })
  window.addEventListener('beforeunload', event => {
    if (dirty && !leaving) event.preventDefault()
  })
  window.addEventListener('pageshow', () => { leaving = false })
}
