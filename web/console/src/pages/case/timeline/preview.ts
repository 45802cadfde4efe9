import { computed, type ComputedRef, inject, type InjectionKey, provide, ref, type Ref } from 'vue'
import type { CaseFile, Entry } from '../case'
import { filesOf } from './blocks'

/** The files of a case and which of them is looked at. */
export interface Files {
  all: ComputedRef<Map<string, CaseFile>>
  open: Ref<string | null>
}

const key: InjectionKey<Files> = Symbol('files')

export function provideFiles(entries: () => Entry[]): Files {
  const files = { all: computed(() => filesOf(entries())), open: ref<string | null>(null) }
  provide(key, files)
  return files
}

export function useFiles(): Files {
  const found = inject(key)
  if (!found) throw new Error('the files are not provided')
  return found
}

export const contentOf = (id: string) => `/api/v1/attachments/${id}/content`
export const downloadOf = (id: string) => `/api/v1/attachments/${id}`
export const thumbnailOf = (id: string) => `/api/v1/attachments/${id}/thumbnail`

/** How a file is shown in place. */
export function shownAs(file: CaseFile): 'image' | 'audio' | 'video' | 'page' | null {
  if (!file.shows_in_place) return null
  if (file.media_type.startsWith('image/')) return 'image'
  if (file.media_type.startsWith('audio/')) return 'audio'
  if (file.media_type.startsWith('video/')) return 'video'
  return 'page'
}
