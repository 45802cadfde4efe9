import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/admin/promise',
    name: 'admin.promise',
    component: () => import('./promise.vue'),
    meta: { title: 'public.promise.title', words: ['public', 'manage'], permission: 'policy.write', navigation: { icon: 'i-lucide-handshake', order: 242, group: 'admin' } },
  },
  {
    path: '/admin/faq',
    name: 'admin.faq',
    component: () => import('./faq.vue'),
    meta: { title: 'public.faq.title', words: ['public', 'manage'], permission: 'policy.write', navigation: { icon: 'i-lucide-circle-help', order: 244, group: 'admin' } },
  },
]
