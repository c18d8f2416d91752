// Presentation MathML to Python: what a reader computes who types in what is printed.
node => {
  const one = (n) => {
    const kids = [...n.children], all = () => kids.map(one).join('');
    switch (n.localName) {
      case 'mn': return '(' + n.textContent.replaceAll('−', '-').replace(/ × 10([⁻⁰-⁹¹²³]+)/,
        (_, p) => 'e' + [...p].map(c => '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(c) ? '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(c) : '-').join('')) + ')';
      case 'mi': return n.textContent === 'e' ? 'E' : n.textContent;
      case 'mo': return { '×': '*', '−': '-', '⁡': '' }[n.textContent] ?? n.textContent;
      case 'mfrac': return '((' + one(kids[0]) + ')/(' + one(kids[1]) + '))';
      case 'msup': return '(' + one(kids[0]) + ')**(' + one(kids[1]) + ')';
      case 'annotation': case 'mspace': return '';
      case 'semantics': return one(kids[0]);
      default: return all();
    }
  };
  return one(node);
}
