// Words of the kind that people write on such a board, made for this measurement; the order of a list is how often its words come.

/** Characters that neighbourhoods, villages and roads are named with; two of them make 3,600 names. */
export const nameSigns =
  '金新东西南北红光明和平建设胜利团结民主文化青山绿水龙凤桥河湖海江溪泉松柏竹梅桂兰荷菊枫柳杨樱榆槐春夏秋冬福寿康宁安泰兴盛';
/** Rarer ones: a name with two of these stands in few texts. */
export const rareSigns =
  '崆嵘嶂巘峁崤岷岚嵩嶷沅湄浔涪滏漪潼濮瀛灞埗垭垸埭堽坳坨塬墚甪畲疃硚碚窑竑筼篁簕罘羑芗茆荥莘菏葭蓼蕲藁';

export const places = '小区 村 社区 镇 路 街道 花园 新村 工业园 大道 家园 巷 苑 乡 学校旁 菜市场'.split(' ');

export const things = (
  '道路 小区 物业 水管 路灯 下水道 垃圾 电梯 停车位 公交车 学校 噪音 房产证 工资 暖气 自来水 医院 绿化带 树木 围墙 ' +
  '楼道 天然气 河道 工地 广告牌 人行道 井盖 红绿灯 幼儿园 养老金 社保 医保 土地 房屋 桥梁 排水沟 油烟 快递柜 充电桩 电动车 ' +
  '摊位 健身器材 公厕 监控 门禁 消防通道 屋顶 外墙 化粪池 变压器 电线 网络 基站 菜场 公园 球场 图书馆 驾校 补贴 低保 ' +
  '农田 水渠 机井 鱼塘 果园 养殖场 砂场 采石场 货车 渣土车 加油站 收费站 高速路口 站台 班车 校车 食堂 课后服务 学区 户口'
).split(' ');

export const troubles = (
  '一直没有人修 坏了很久 存在安全隐患 影响居民出行 长期无人管理 至今没有解决 漏水严重 堵塞多日 收费不合理 质量太差 占用公共地方 ' +
  '夜里吵得睡不着 臭味很大 拖欠不给 办不下来 时有时无 破损严重 没有按照规划建设 说好的期限早就过了 推来推去 到处都是积水 已经塌陷 ' +
  '经常停用 没有任何标识 挡住了通道 老人孩子都不敢走 反复维修反复坏 没有公示 手续不全 超出了标准 被人私自改动 没有接通 没有开工 停工半年 ' +
  '裂缝越来越大 掉落过两次 差点伤到人 没人清扫 被水冲垮 装了一半就停了 压力不足 颜色发黄 有铁锈味 噪声超标 灰尘漫天 排放黑水 气味刺鼻'
).split(' ');

export const times = (
  '去年以来 今年三月起 上个月开始 入冬以后 从前年拆迁到现在 最近半个月 每到雨天 每天早上六点 节假日期间 交房以后 自从改造完工 ' +
  '将近两年了 开学以来 上周末 七月暴雨之后 晚上十点以后 一到高峰时段 从合同签订那天算起 国庆前后 这几天'
).split(' ');

export const tries = (
  '多次向社区反映 打过物业电话 找过街道办 给热线打过三次 问过施工单位 和开发商协商过 居民联名写过信 在群里说过很多回 去窗口跑了四趟 ' +
  '业委会也开过会 拍了照片交上去 找村委会要过说法 向主管部门递过材料 和邻居一起去问过'
).split(' ');

export const answers = (
  '都说正在研究 得到的答复是再等等 没有任何回音 互相推诿 说不归他们管 只是登记了一下 答应一周内处理却没有下文 让我们自己想办法 ' +
  '说资金没有到位 现场看过一次就再没来 工作人员态度很好但解决不了 说要等上级批复 电话一直无人接听'
).split(' ');

export const wishes = (
  '请尽快安排人员维修 希望有关部门重视 恳请领导过问 盼望早日解决 请给一个明确的时间 希望到现场看一看 请公开处理结果 建议统一规划 ' +
  '希望加强监管 请督促落实 请责令整改 希望能退还多收的费用 请把进度告诉大家 希望不要再拖下去 谢谢领导 请依法处理 望回复'
).split(' ');

export const effects = (
  '给大家的生活带来很大不便 家里有老人行动不方便 孩子上学要绕很远 店里的生意受到影响 晚上根本没法休息 几百户人家都受影响 车子被刮坏过 ' +
  '有人在那里摔伤 夏天味道更大 冬天冷得受不了 大家意见很大 出租都租不出去 不敢开窗 收入没有着落 老人看病不方便'
).split(' ');

/** Two words that stand together in the planted texts alone; each stands in many others. */
export const planted = { together: '紫塔闸口', first: '紫塔', second: '闸口' } as const;
