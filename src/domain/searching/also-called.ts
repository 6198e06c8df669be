import { fold } from './fold.ts';

// Everyday words beside those of offices, and names that stand for the same thing; one group a line.
const groups = `拖欠工资 欠薪 讨薪 工资未发 不发工资
停水 断水 没水
停电 断电 没电 跳闸
停气 断气 没气
供暖 暖气 供热 取暖
噪音 噪声 扰民
公积金 住房公积金
老旧小区改造 旧改 老小区改造
棚户区改造 棚改
拆迁 征收 征迁 动迁
拆迁补偿 征收补偿 安置补偿
安置房 回迁房 还建房
烂尾楼 烂尾 延期交房
不动产权证 房产证 产权证 房本
物业费 物业服务费
物业 物业公司 物业服务
维修基金 维修资金
加装电梯 加梯
公租房 廉租房 保障房
学位 入学 上学 就读
幼儿园 幼教
补课 补习 校外培训
双减 减负
医保 医疗保险
社保 社会保险
养老金 退休金 养老保险
低保 最低生活保障
五保 特困供养
残疾证 残疾人证
独生子女费 独生子女奖励
看病 就医 就诊
报销 核销
疫苗 接种
核酸 核酸检测
健康码 绿码
封路 道路封闭
堵车 拥堵 塞车
红绿灯 信号灯 交通信号灯
路灯 照明
公交 公交车 公共汽车
地铁 轨道交通
停车难 停车位 车位
限行 限号
电动车 电瓶车 电动自行车
充电桩 充电站
坑洼 破损 坑坑洼洼
内涝 积水 排水不畅
污水 废水 臭水
黑臭水体 黑臭河
垃圾 生活垃圾
垃圾分类 分类投放
扬尘 粉尘
油烟 餐饮油烟
焚烧 烧秸秆 秸秆焚烧
违建 违法建筑 违章建筑 私搭乱建
占道经营 流动摊贩
广场舞 跳舞扰民
流浪狗 流浪犬 遛狗
农村危房 危房
宅基地 建房用地
土地流转 承包地
低价收购 收购价
自来水 饮用水
户口 户籍 落户
身份证 居民身份证
营业执照 办照
退费 退款 退钱
诈骗 被骗 骗钱
非法集资 集资诈骗
快递 包裹
网络 宽带
诊所 卫生院 卫生室
救护车 急救
口罩 防护物资
复工 复产
农民工 务工人员
大学生 毕业生 高校毕业生
人才补贴 人才引进
购房补贴 契税补贴
落户政策 落户条件`
  .split('\n')
  .map((line) => line.split(' ').map(fold));

const others = new Map<string, readonly string[]>();
for (const group of groups)
  for (const word of group)
    others.set(word, [
      ...new Set([...(others.get(word) ?? []), ...group.filter((other) => !other.includes(word))]),
    ]);

/** What the same thing is called as well, folded: 停水 is 断水; longer words that hold this one are found with it. Empty where nothing is known. */
export function alsoCalled(word: string): readonly string[] {
  return others.get(word) ?? [];
}
