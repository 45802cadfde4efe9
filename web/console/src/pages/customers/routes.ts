import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  { path: '/customers/:customer', name: 'customer', component: () => import('./customer.vue'), meta: { title: 'side.customer', words: ['side'], permission: 'customer.read' } },
]
