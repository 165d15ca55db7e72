// Files of what is shown. GraphML and GEXF are written by the server, by the same rules as kg export.
import { toBlob } from "@sigma/export-image";

export async function save(form, model, renderer, background) {
  const blob = form === "png"
    ? await toBlob(renderer, { format: "png", backgroundColor: background, sigmaSettings: { renderEdgeLabels: false } })
    : await written(form, model);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `fangzhi.${form}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

async function written(form, model) {
  const body = {
    nodes: model.shownNodes(),
    edges: model.shownLinks().map((one) => [one.source, one.predicate, one.target]),
  };
  const answer = await fetch(`/graph/export/${form}`, {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.blob();
}
