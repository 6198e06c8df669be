const some = (what: string) => (done: number, failed: number) =>
  failed === 0 ? `${what} ${done} 件。` : `${what} ${done} 件，${failed} 件没有办成：`;

/** The words of deeds on several messages, and of filters. */
export const many = {
  title: '选中的一起办',
  lead: '在左边的队列里勾选，一次最多 200 件',
  all: '全选本页',
  accept: '受理选中的',
  charge: '指定承办人',
  nobody: '不指定',
  undo: '撤销',
  did: {
    'accept-many': some('已受理'),
    charge: some('已指定承办人'),
    'undo-charge': some('已撤销，恢复原承办人'),
    'keep-filter': () => '筛选已保存。',
    'drop-filter': () => '筛选已删除。',
  } as Record<string, (done: number, failed: number) => string>,
  keys: { f: '打开筛选', ud: '催办 · 立案督办（上级）', z: '撤销指定承办人' },
  keepTitle: '常用筛选',
  keepName: '给现在的筛选起名',
  keep: '保存筛选',
  share: '谁能用',
  shareNone: '只有自己',
  shareWith: (office: string) => `${office}的同事都能用`,
  shared: '已共享',
  drop: (name: string) => `删除“${name}”`,
  filter: {
    title: '筛选',
    text: '标题里有',
    kind: '类型',
    urgency: '紧急程度',
    due: '到期',
    any: '不限',
    dues: { late: '已超期', today: '今天', week: '七天内' },
    mine: '我承办的',
    watched: '被催办或督办的',
    show: '筛选',
    clear: '清除',
    sharedBy: (who: string) => `${who}共享`,
  },
};
