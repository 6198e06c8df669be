/** A run of words, or the name of what was blacked out in its place. */
export interface SpokenPart {
  words: string;
  redacted: boolean;
}

/** What stands in a public text where something was blacked out: 【手机号已隐去】. */
const redaction = /【([^【】\n]{1,20}(?:已隐去|略))】/gu;

/** A text cut into paragraphs at line ends, each cut again at its redactions. */
export function spokenParagraphs(text: string): SpokenPart[][] {
  return text
    .split(/\n+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map(cutAtRedactions);
}

function cutAtRedactions(line: string): SpokenPart[] {
  const parts = line.split(redaction).map((words, index) => ({ words, redacted: index % 2 === 1 }));
  return parts.filter((part) => part.words !== '');
}
