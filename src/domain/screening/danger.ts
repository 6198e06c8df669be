/** Words that speak of danger to life: self-harm, poisoning, people trapped. A hit raises the urgency; a person may lower it. */
const signs: readonly RegExp[] = [
  /(自杀|轻生|不想活|活不下去了?[,,。!]|跳楼|割腕|寻短见|结束(自己的)?生命|遗书)/,
  /(煤气|一氧化碳|食物|集体|农药)中毒|喝了?农药/,
  /(被困|困在)(?!扰).{0,12}(人|孩子|老人|孕妇|电梯|火场|洪水|井下|矿)|(人|孩子|老人).{0,8}被困/,
  /(燃气|煤气|天然气)(正在)?(泄漏|泄露)|(房屋|楼体|大坝|山体)(正在|马上|即将)(坍塌|垮塌|滑坡|溃)/,
  /(快|要)(死人|出人命)|生命垂危|断氧|急产/,
];

/** Does the text speak of danger to life now? */
export function isDangerToLife(text: string): boolean {
  return signs.some((sign) => sign.test(text));
}
