import { api, data } from '@/api/client'
import type { components } from '@/api/schema'

export type CaseLine = components['schemas']['CaseLine']
export type Customer = components['schemas']['Customer']

type Any = (path: string, init: unknown) => Promise<{ data?: unknown; response: Response }>
const ask = async <T>(path: string, init: unknown): Promise<T> => (await data((api.GET as unknown as Any)(path, init))) as T

export interface Earlier {
  case: CaseLine
  ties: string[]
  suggested_link: 'chaser' | 'repeat_complaint' | 'duplicate' | 'about' | 'related' | null
}
export interface Similar {
  case: CaseLine
  score_percent: number
}

/** Cases and customers somebody may mean. */
export const find = (q: string) => ask<{ cases: CaseLine[]; customers: Customer[] }>('/api/v1/find', { params: { query: { q } } })
export const caseBy = async (q: string): Promise<CaseLine[]> => (await find(q)).cases
export const earlierOf = (id: string) => ask<Earlier[]>('/api/v1/cases/{case}/earlier', { params: { path: { case: id } } })
export const similarOf = (id: string) => ask<Similar[]>('/api/v1/cases/{case}/similar', { params: { path: { case: id } } })
export const earlierThanNow = (query: Record<string, string>) => ask<Earlier[]>('/api/v1/earlier', { params: { query } })
