/** The dialogs of a case's actions, kept by the case's own pages. */
export interface Dialogs {
  open: (name: string) => void
}

type Module = { useCaseActions?: (caseId: () => string) => Dialogs }
const found = Object.values(import.meta.glob<Module>('../case/actions/index.ts', { eager: true }))[0]

/** Opens the dialog of an action for the case that `caseId` names then; null when there are none. */
export const useDialogs = found?.useCaseActions ?? null
