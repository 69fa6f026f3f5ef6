// Adds a copy of the last fieldset in place. Without JavaScript the button posts add=… and the page comes back with one more.
import { initAll } from '/lib/nhsuk/nhsuk-frontend.min.js'

export function startAddAnother (list) {
  const items = () => [...list.querySelectorAll('[data-add-another-item]')]
  const heading = list.querySelector('[data-add-another-heading]')
  const add = list.querySelector('[name="add"]')
  const most = Number(list.dataset.max ?? 20)
  if (!add || items().length === 0) return

  // "Actions[0].What" and "Actions-0--What": the first number in a name or id is the place in the list
  const attributes = ['id', 'name', 'for', 'aria-describedby', 'data-aria-controls', 'aria-controls']
  const place = (text, index) => text.replace(/(\[|-)\d+(\]|-|$)/g, (found, before, after) => `${before}${index}${after}`)

  const number = () => {
    items().forEach((item, index) => {
      item.querySelectorAll('[data-add-another-number]').forEach(element => { element.textContent = String(index + 1) })
      item.querySelectorAll('*').forEach(element => {
        attributes.forEach(name => {
          if (element.hasAttribute(name) && element.name !== 'remove') element.setAttribute(name, place(element.getAttribute(name), index))
        })
      })
      const remove = item.querySelector('[name="remove"]')
      if (remove) {
        remove.value = String(index)
        remove.hidden = items().length === 1
      }
    })
    add.hidden = items().length >= most
  }

  const focus = element => {
    if (!element) return
    element.setAttribute('tabindex', '-1')
    element.focus()
  }

  add.addEventListener('click', event => {
    event.preventDefault()
    const last = items().at(-1)
    const copy = last.cloneNode(true)
    copy.querySelectorAll('input, textarea, select').forEach(control => {
      if (['radio', 'checkbox'].includes(control.type)) control.checked = false
      else if (control.type !== 'hidden' || control.dataset.addAnotherClear !== undefined) control.value = ''
      control.classList.remove('nhsuk-input--error', 'nhsuk-textarea--error', 'nhsuk-select--error')
    })
    copy.querySelectorAll('.nhsuk-error-message').forEach(message => message.remove())
    copy.querySelectorAll('.nhsuk-form-group--error').forEach(group => group.classList.remove('nhsuk-form-group--error'))
    copy.querySelectorAll('[data-module]').forEach(module => {
      // a clone carries the marks of the copied module: nhsuk-frontend would not start it again
      [...module.attributes].filter(attribute => attribute.name.endsWith('-init')).forEach(attribute => module.removeAttribute(attribute.name))
    })
    last.after(copy)
    number()
    initAll({ scope: copy })
    focus(copy.querySelector('legend, h2, h3'))
  })

  list.addEventListener('click', event => {
    const remove = event.target.closest('[name="remove"]')
    if (!remove || items().length === 1) return
    event.preventDefault()
    remove.closest('[data-add-another-item]').remove()
    number()
    focus(heading)
  })

  number()
}
