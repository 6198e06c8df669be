/** The name of the office that does a town's work: 桂花镇 → 桂花镇人民政府. */
export function townOfficeName(town: string): string {
  if (/(街道|地区)$/.test(town)) return `${town}办事处`;
  if (/(乡|镇|苏木)$/.test(town)) return `${town}人民政府`;
  if (/(区|园|基地|新城)$/.test(town)) return `${town}管理委员会`;
  return town;
}

/** A community's name without its committee: 银杏社区居委会 → 银杏社区, 张庄村委会 → 张庄村. */
export function communityName(listed: string): string {
  const residents = listed.replace(/居民?委员?会$/, '');
  if (residents !== listed) return /(社区|村)$/.test(residents) ? residents : listed;
  const villagers = listed.replace(/村民?委员?会$/, '');
  if (villagers === listed || villagers === '') return listed;
  return /(村|嘎查)$/.test(villagers) ? villagers : `${villagers}村`;
}

/** The name of the committee that does a community's work: 银杏社区 → 银杏社区居民委员会. */
export function communityOfficeName(community: string): string {
  if (/社区$/.test(community)) return `${community}居民委员会`;
  if (/(村|嘎查)$/.test(community)) return `${community}村民委员会`;
  return community.replace(/([居村牧])委会$/, '$1民委员会');
}
