import type { components } from '@/api/schema'

export type Category = components['schemas']['CategoryView']
