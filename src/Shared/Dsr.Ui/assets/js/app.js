import { initAll } from '/lib/nhsuk/nhsuk-frontend.min.js'
import { startAddAnother } from '/lib/dsr-add-another.js'
import { startAutosave } from '/lib/dsr-autosave.js'
import { startRefresh } from '/lib/dsr-refresh.js'
import { startLeave, startPrint } from '/lib/dsr-public.js'
import { startTimeout } from '/lib/dsr-timeout.js'

// The kit marks a radio that shows more with aria-expanded. ARIA does not allow it on a radio (axe: aria-allowed-attr), so it goes at once.
const mend = () => document.querySelectorAll('input[type="radio"][aria-expanded]').forEach(radio => radio.removeAttribute('aria-expanded'))
new MutationObserver(mend).observe(document.body, { attributes: true, attributeFilter: ['aria-expanded'], subtree: true })

initAll()
const start = (name, run) => document.querySelectorAll(`[data-module="${name}"]`).forEach(run)
start('dsr-leave', startLeave)
start('dsr-print', startPrint)
start('dsr-timeout', startTimeout)
start('dsr-autosave', startAutosave)
start('dsr-refresh', startRefresh)
start('dsr-add-another', startAddAnother)
