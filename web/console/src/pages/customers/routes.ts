import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/customers',
    name: 'customers',
    component: () => import('./customers.vue'),
    meta: { title: 'customers.title', words: ['customers', 'manage'], permission: 'customer.read', navigation: { icon: 'i-lucide-contact-round', order: 30, group: 'work', go: 'c' } },
  },
  { path: '/customers/:customer', name: 'customer', component: () => import('./customer.vue'), meta: { title: 'side.customer', words: ['side', 'customers', 'manage'], permission: 'customer.read' } },
]
