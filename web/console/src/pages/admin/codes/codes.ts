import { useQuery } from '@tanstack/vue-query'
import { renderSVG } from 'uqr'
import { api, data } from '@/api/client'
import type { components } from '@/api/schema'

export type Code = components['schemas']['IntakeCode']

/** The codes of the units one administers, the newest first. */
export const useCodes = () => useQuery({ queryKey: ['intake-codes'], queryFn: () => data(api.GET('/api/v1/intake-codes')) })

/** What the code holds: the address as a telephone opens it. */
export const addressOf = (code: Code): string => location.origin + code.path

/** Its picture, drawn here: nobody else is asked. */
export const pictureOf = (code: Code): string => `data:image/svg+xml,${encodeURIComponent(renderSVG(addressOf(code), { border: 1, ecc: 'M' }))}`
