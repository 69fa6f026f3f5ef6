import { initAll } from '/lib/nhsuk/nhsuk-frontend.min.js'
import { startAddAnother } from '/lib/dsr-add-another.js'
import { startAutosave } from '/lib/dsr-autosave.js'
import { startRefresh } from '/lib/dsr-refresh.js'
import { startTimeout } from '/lib/dsr-timeout.js'

initAll()
const start = (name, run) => document.querySelectorAll(`[data-module="${name}"]`).forEach(run)
start('dsr-timeout', startTimeout)
start('dsr-autosave', startAutosave)
start('dsr-refresh', startRefresh)
start('dsr-add-another', startAddAnother)
