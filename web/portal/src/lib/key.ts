import { holdKey, holdRequestKey } from './api'

/** The key to a case: from a link's `#…`, else of this tab. It leaves the address bar at once, and the tab forgets it when closed. */
const KEPT = 'bihuan.portal.key'
/** The key to a request for evidence; it never mixes with a customer's. */
const REQUEST = 'bihuan.portal.request'
export const isRequest = (): boolean => location.pathname.replace(/\/$/, '') === '/portal/request'

export function keep(key: string): void {
  holdKey(key)
  try { sessionStorage.setItem(KEPT, key) } catch { /* Held for this page only. */ }
}

export function forget(): void {
  holdKey('')
  try { sessionStorage.removeItem(KEPT) } catch { /* There was none. */ }
}

export function found(): string {
  const given = /^#(bh_[0-9a-f]{64})$/.exec(location.hash)?.[1]
  if (isRequest()) return foundRequest(given)
  if (given) {
    keep(given)
    history.replaceState(history.state, '', location.pathname + location.search)
    return given
  }
  let kept: string | null = null
  try { kept = sessionStorage.getItem(KEPT) } catch { kept = null }
  holdKey(kept ?? '')
  return kept ?? ''
}

function foundRequest(given: string | undefined): string {
  if (given) history.replaceState(history.state, '', location.pathname + location.search)
  let key = given ?? ''
  try {
    if (given) sessionStorage.setItem(REQUEST, given)
    else key = sessionStorage.getItem(REQUEST) ?? ''
  } catch { /* Held for this page only. */ }
  holdRequestKey(key)
  return key
}

/** The link that opens the case on another day. */
export const linkOf = (key: string): string => `${location.origin}/portal/case#${key}`
export function current(): string {
  try { return sessionStorage.getItem(KEPT) ?? '' } catch { return '' }
}

/** What whoever gave no contact must write down; held until they were shown it. */
let kept: { number: string; code: string } | null = null
export const keepCode = (number: string, code: string): void => { kept = { number, code } }
export const keptCode = (): { number: string; code: string } | null => kept
