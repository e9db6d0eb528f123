"use strict";
// The real passage with what is missing struck out, and what a generation's model learns from.
Lab.text = (() => {
  const { make } = Lab;

  const isWord = (text) => /\p{L}/u.test(text);

  // The pieces of a passage: [text, 0 | 1 space before | 2 a new paragraph].
  const reference = (pieces, missing) => {
    const gone = new Set(missing);
    const paragraphs = [];
    pieces.forEach(([text, space], index) => {
      if (paragraphs.length === 0 || space === 2) paragraphs.push(make("p"));
      else if (space === 1) paragraphs.at(-1).append(" ");
      const node = make(gone.has(index) ? "del" : "span", { textContent: text });
      if (isWord(text)) node.dataset.word = text;
      paragraphs.at(-1).append(node);
    });
    return paragraphs;
  };

  // Sentences; real ones are marked by more than a colour.
  const passage = (sentences) => {
    const paragraph = make("p");
    sentences.forEach(({ text, real }) => {
      const words = text.split(/([\p{L}\p{M}\p{N}’'-]+)/u).filter((each) => each !== "").map((word) => {
        if (!isWord(word)) return word;
        const span = make("span", { textContent: word });
        span.dataset.word = word;
        return span;
      });
      if (real) {
        paragraph.append(make("mark", { className: "real" }, make("span", { className: "hidden" }, "real text: "), ...words), " ");
      } else paragraph.append(make("span", {}, ...words), " ");
    });
    return [paragraph];
  };

  return { reference, passage };
})();
