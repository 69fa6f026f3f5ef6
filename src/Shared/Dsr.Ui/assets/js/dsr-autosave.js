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
  let saving = null
  let leaving = false
  let behind = false

  const clock = () => new Date().toLocaleTimeString('en-GB', { hour: 'numeric', minute: '2-digit', hour12: true, timeZone: 'Europe/London' }).replace(/\s/g, '').toLowerCase()

  // the form's key belongs to its own button, which is pressed once; a save while typing is another act
  const typed = () => {
    const body = new FormData(form)
    body.delete('_key')
    return body
  }

  const post = async () => {
    const answer = await fetch(address, { method: 'POST', body: typed(), keepalive: document.visibilityState === 'hidden', redirect: 'manual' })
    behind = answer.status === 409
    if (!answer.ok) throw new Error(String(answer.status))
    form.elements.Version.value = (await answer.json()).version
  }

  const save = async () => {
    clearTimeout(timer)
    if (!dirty || leaving || behind) return
    if (saving) {
      timer = setTimeout(save, pause)
      return
    }

    dirty = false
    saving = post()
    try {
      await saving
      state.textContent = `Saved at ${clock()}`
    } catch {
      dirty = true
      state.textContent = behind ? 'Not saved. Someone, or you in another tab, changed this. Continue shows both' : 'Not saved. We will try again'
      timer = setTimeout(save, pause * 5)
    } finally {
      saving = null
    }
  }

  form.addEventListener('input', () => {
    dirty = true
    clearTimeout(timer)
    timer = setTimeout(save, pause)
  })
  form.addEventListener('submit', event => {
    leaving = true
    if (!saving) return
    // the button's post carries the row version that the save under way is about to answer
    event.preventDefault()
    saving.catch(() => {}).then(() => form.requestSubmit(event.submitter))
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') save()
  })
  window.addEventListener('beforeunload', event => {
    if (dirty && !leaving) event.preventDefault()
  })
  window.addEventListener('pageshow', () => { leaving = false })
}
