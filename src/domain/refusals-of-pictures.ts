/** The “no” to a picture. */
export const refusalsOfPictures = {
  'unknown-picture': {
    status: 422,
    zh: '有一张图片已失效，请重新上传。',
    en: 'One picture is no longer there; please upload it again.',
  },
  'too-many-pictures': { status: 422, zh: '最多 5 张图片。', en: 'At most 5 pictures.' },
  'picture-too-large': {
    status: 413,
    zh: '图片不能超过 5 MB，请压缩后再传。',
    en: 'A picture may have at most 5 MB.',
  },
  'not-a-picture': {
    status: 415,
    zh: '这不是 jpg、png 或 webp 图片。',
    en: 'This is not a jpg, png or webp picture.',
  },
  'too-many-pixels': {
    status: 422,
    zh: '图片超过 4000 万像素，请缩小后再传。',
    en: 'The picture has more than 40 megapixels.',
  },
  'broken-picture': {
    status: 422,
    zh: '图片不完整或已损坏，请换一张。',
    en: 'The picture is incomplete or broken.',
  },
} as const;
