/** Does the text speak of the place of this office? Departments sit in the office's own place; only a place of its own decides. */
export function speaksOfPlace(text: string, office: { kind: string; place: string | null }): boolean {
  const { kind, place } = office;
  if (kind === 'department' || place === null) return false;
  // 苍溪县 is called 苍溪, 桂溪街道 桂溪; a name of two characters stays whole.
  const called = place.replace(/(?<=.{2})(省|自治州|市|县|区|旗|镇|乡|街道|社区|村)$/, '');
  return text.includes(called);
}
