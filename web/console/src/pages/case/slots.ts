import { type Component, defineAsyncComponent } from 'vue'

/**
 * What stands beside the case's middle and is kept in folders of its own: the context pane (`side/case-side.vue`) and the
 * dialogs of its actions (`actions/index.ts`).
 */
export interface CaseActions {
  /** Opens the dialog of an action by the server's name, or does it at once when there is nothing to ask. */
  open: (name: string) => void
}

type ActionsModule = { useCaseActions?: (caseId: () => string) => CaseActions }

const sides = import.meta.glob<{ default: Component }>('./side/{case-side,CaseSide}.vue')
const actions = import.meta.glob<ActionsModule>('./actions/index.ts', { eager: true })
const menus = import.meta.glob<{ default: Component }>('./actions/action-menu.vue')

const load = (found: Record<string, () => Promise<{ default: Component }>>): Component | null => {
  const first = Object.values(found)[0]
  return first ? defineAsyncComponent(first) : null
}

/** The context pane; null when there is none. */
export const CaseSide = load(sides)
/** The menu of all actions; null when there is none. */
export const ActionMenu = load(menus)
/** The dialogs; null when there are none. */
export const useDialogs = Object.values(actions)[0]?.useCaseActions ?? null
