/** Names of one department by the level of its region; a level that has none leaves the work to another. */
interface Department {
  key: string;
  province: string | null;
  municipality: string | null;
  city: string | null;
  county: string | null;
  /** Topics first, then sub-topics, by the numbers of db/seeds/topics.json. */
  topicIds: readonly number[];
}

/** The departments that every region is given, and what each works on: all sub-topics at each level. Where two work on one, the first in this order is the likelier. */
export const departments: readonly Department[] = [
  {
    key: 'urban-management',
    ...named('城市管理', null, '委员会', '局', '局'),
    topicIds: [194, 195, 196, 216, 217, 220],
  },
  {
    key: 'housing',
    ...named('住房和城乡建设', '厅', '委员会', '局', '局'),
    topicIds: [7, 183, 185, 186, 187, 188, 189, 190, 191, 192, 194, 195, 196, 290, 319],
  },
  {
    key: 'natural-resources',
    province: '自然资源厅',
    municipality: '规划和自然资源局',
    city: '自然资源和规划局',
    county: '自然资源局',
    topicIds: [193, 208],
  },
  {
    key: 'transport',
    province: '交通运输厅',
    municipality: '交通委员会',
    city: '交通运输局',
    county: '交通运输局',
    topicIds: [6, 197, 198, 199, 200, 201, 202, 203, 204, 205, 206, 211],
  },
  { key: 'water', ...named('水', '利厅', '务局', '务局', '务局'), topicIds: [184, 210] },
  {
    key: 'environment',
    ...named('生态环境', '厅', '局', '局', '局'),
    topicIds: [13, 216, 217, 218, 219, 220, 221, 222, 223, 224, 225],
  },
  {
    key: 'agriculture',
    ...named('农业农村', '厅', '委员会', '局', '局'),
    topicIds: [9, 207, 209, 211, 212, 213, 214, 224],
  },
  {
    key: 'education',
    ...named('教育', '厅', '委员会', '局', '局'),
    topicIds: [14, 226, 227, 228, 229, 230, 231, 232, 233, 234, 235, 236, 237, 238, 239, 240, 241],
  },
  {
    key: 'health',
    ...named('卫生健康', '委员会', '委员会', '委员会', '局'),
    topicIds: [12, 242, 243, 245, 246, 247, 249, 250, 251, 252, 253, 254, 255, 256],
  },
  { key: 'medical-insurance', ...named('医疗保障', '局', '局', '局', '局'), topicIds: [244, 248, 277, 278] },
  {
    key: 'market',
    ...named('市场监督管理', '局', '局', '局', '局'),
    topicIds: [4, 257, 258, 259, 260, 303, 304, 305, 229, 273, 275],
  },
  {
    key: 'police',
    ...named('公安', '厅', '局', '局', '局'),
    topicIds: [1, 261, 262, 263, 264, 265, 266, 268, 269, 270, 215, 306, 307, 308],
  },
  { key: 'emergency', ...named('应急管理', '厅', '局', '局', '局'), topicIds: [267] },
  {
    key: 'culture-tourism',
    ...named('文化和旅游', '厅', '局', '局', '局'),
    topicIds: [5, 10, 271, 272, 273, 274, 275, 276, 218, 295, 296, 297, 298],
  },
  {
    key: 'labour',
    ...named('人力资源和社会保障', '厅', '局', '局', '局'),
    topicIds: [11, 279, 280, 281, 282, 283, 284, 285, 288, 289, 291, 292, 293, 294],
  },
  { key: 'veterans', ...named('退役军人事务', '厅', '局', '局', '局'), topicIds: [286, 287, 310] },
  {
    key: 'civil-affairs',
    ...named('民政', '厅', '局', '局', '局'),
    topicIds: [2, 309, 311, 312, 313, 314, 315, 316, 317, 318, 319, 320],
  },
  {
    key: 'finance',
    province: '地方金融管理局',
    municipality: '地方金融管理局',
    city: '地方金融管理局',
    county: '财政局',
    topicIds: [20, 299, 300, 301, 302],
  },
  {
    key: 'development-reform',
    ...named('发展和改革', '委员会', '委员会', '委员会', '局'),
    topicIds: [4, 183, 229],
  },
  {
    key: 'government-services',
    ...named('政务服务管理', '局', '局', '局', '局'),
    topicIds: [16, 270, 305],
  },
];

type Ending = string | null;

function named(stem: string, ...[province, municipality, city, county]: [Ending, Ending, Ending, Ending]) {
  const whole = (ending: Ending) => (ending === null ? null : stem + ending);
  return {
    province: whole(province),
    municipality: whole(municipality),
    city: whole(city),
    county: whole(county),
  };
}
