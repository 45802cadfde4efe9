import { useQueryClient } from '@tanstack/vue-query'
import { computed, provide, ref } from 'vue'
import { needWords, say } from '@/i18n'
import { type ActionState, useActions } from '@/lib/actions'
import { type Command, typeAhead, useCommands } from '@/lib/keys'
import { useTold } from '@/lib/told'
import { session } from '@/session'
import { type Case, useCaseRights } from '../case'
import type { CaseActions } from '../slots'
import { baseOf, deeds, nameOf } from './deeds'
import { doingKey, useDoingOf } from './doing'
import { standing } from './standing'

/** Keys of a case besides those of writing; each opens what the server lets one do. */
const keys: Record<string, string[]> = { assign: ['a'], resolve: ['e'], classify: ['p'] }

/**
 * What is done with a case, by the server's names: from the header, the stage bar, keys, palette and menu. The dialog
 * itself stands in the menu (`action-menu.vue`), so that it is loaded with it.
 */
export function useCaseActions(caseId: () => string): CaseActions {
  const client = useQueryClient()
  const told = useTold()
  const ready = ref(false)
  void needWords(['act']).then(() => (ready.value = true))
  const { data: rights } = useCaseRights(caseId)
  const right = useActions(rights)

  const doing = useDoingOf(caseId, (name, failed) => (failed ? told.failed(failed) : told.done(say('act.wasDone', { name: nameOf(name, client.getQueryData<Case>(['case', caseId()]), session.me?.user) }))))
  provide(doingKey, { ...doing, caseId })

  const states = computed(() => Object.keys(deeds).filter((name) => !deeds[name]?.placed).map((name) => ({ name, state: standing(name, rights.value ?? [], right) })).filter((s) => s.state.known))
  const stateOf = (name: string): ActionState => standing(name, rights.value ?? [], right)

  async function open(name: string): Promise<void> {
    // A variant opens its question.
    const base = baseOf(name)
    const shown = client.getQueryData<Case>(['case', caseId()])
    if (!shown || !(base in deeds)) return
    await needWords(['act'])
    const state = stateOf(base)
    if (state.known && !state.allowed) {
      told.note(nameOf(base, shown, session.me?.user), state.reason ?? undefined)
      return
    }
    doing.ask(base, shown)
  }

  // Who may not name a handler offers it to somebody instead; what is resolved is closed.
  const instead: Record<string, string> = { assign: 'offer_transfer', resolve: 'close' }
  const fits = (name: string) => (name === 'close' ? right('close.confirmed').allowed || right('close.completed').allowed : stateOf(name).allowed)
  const best = (name: string) => (!stateOf(name).allowed && instead[name] && fits(instead[name]) ? instead[name] : name)

  useCommands(() =>
    !ready.value
      ? []
      : [
          { id: 'case.do', name: say('act.menu'), keys: ['s'], group: say('act.group.all'), icon: 'i-lucide-list-checks', run: () => ((doing.state.menu = true), typeAhead()) },
          ...states.value.map(
            ({ name, state }): Command => ({
              id: `case.do.${name}`,
              name: nameOf(name, client.getQueryData<Case>(['case', caseId()]), session.me?.user),
              keys: keys[name],
              group: say('act.group.all'),
              icon: deeds[name]?.icon,
              refused: state.allowed || best(name) !== name ? null : state.reason,
              run: () => void open(best(name)),
            }),
          ),
        ],
  )

  return { open: (name) => void open(name) }
}
