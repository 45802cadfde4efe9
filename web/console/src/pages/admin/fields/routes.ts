import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/admin/fields',
    name: 'admin.fields',
    component: () => import('./fields.vue'),
    meta: { title: 'fields.title', words: ['fields', 'manage', 'act', 'inbox', 'policies'], permission: 'automation.admin', navigation: { icon: 'i-lucide-text-cursor-input', order: 250, group: 'admin' } },
  },
]
