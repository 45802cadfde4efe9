import type { components } from '@/api/schema'

type Remedy = components['schemas']['Remedy']

/** What may be wished for and granted, in the order of the server's list. */
export const remedies = ['apology', 'explanation', 'reship', 'return_and_refund', 'refund_only', 'partial_refund', 'coupon_compensation', 'service_upgrade', 'compensation', 'repair', 'exchange', 'loaner', 'self_help'] as const satisfies readonly Remedy[]
