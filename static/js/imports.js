// Bringing texts in: what is asked of a new topic is shown only when there is to be one.

const topic = document.querySelector("select[name=topic]");
const asked = document.getElementById("new-topic");

function settle() {
  asked.hidden = topic.value !== "new";
}

if (topic && asked) {
  topic.addEventListener("change", settle);
  settle();
}
