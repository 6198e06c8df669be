/** A province as people say it, for a narrow grid: 四川, 内蒙古, 新疆, 北京. */
export function provinceName(name: string): string {
  return name.replace(/(壮族|回族|维吾尔)?自治区$|[省市]$/, '');
}
