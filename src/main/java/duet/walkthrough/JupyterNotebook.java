package duet.walkthrough;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Jupyter's format, nbformat 4.5. */
final class JupyterNotebook {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final ArrayNode cells = JSON.createArrayNode();
  private int count;

  private JupyterNotebook() {}

  static String of(Execution execution) {
    var writer = new JupyterNotebook();
    execution.parts().forEach(writer::add);
    var notebook = JSON.createObjectNode();
    notebook.set("cells", writer.cells);
    var metadata = notebook.putObject("metadata");
    metadata.put("title", execution.walkthrough().title());
    metadata
        .putObject("kernelspec")
        .put("display_name", "Java")
        .put("language", "java")
        .put("name", "java");
    metadata.putObject("language_info").put("name", "java").put("file_extension", ".jsh");
    notebook.put("nbformat", 4).put("nbformat_minor", 5);
    try {
      return JSON.writeValueAsString(notebook) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private void add(Execution.Part part) {
    var cell = cells.addObject();
    if (part.cell() instanceof Cell.Prose prose) {
      begin(cell, "markdown");
      lines(cell.putArray("source"), prose.markdown().lines().toList());
    } else if (part.cell() instanceof Cell.Code code) {
      begin(cell, "code");
      lines(cell.putArray("source"), code.source().lines().toList());
      cell.put("execution_count", ++count);
      var outputs = cell.putArray("outputs");
      part.steps().forEach(step -> add(outputs, step));
    }
  }

  private void begin(ObjectNode cell, String type) {
    cell.put("cell_type", type).put("id", "cell-" + cells.size()).putObject("metadata");
  }

  private void add(ArrayNode outputs, SnippetResult step) {
    if (!step.output().isEmpty()) {
      var text = outputs.addObject().put("output_type", "stream").put("name", "stdout");
      lines(text.putArray("text"), step.output());
      ((ArrayNode) text.get("text")).add("\n");
    }
    if (step.value().isPresent() || step.figure().isPresent()) {
      var result = outputs.addObject().put("output_type", "execute_result");
      result.put("execution_count", count).putObject("metadata");
      var data = result.putObject("data");
      step.value().ifPresent(value -> lines(data.putArray("text/plain"), value.lines()));
      step.figure().ifPresent(figure -> data.put("text/html", figure));
    }
    step.failure()
        .ifPresent(
            failure -> {
              var error = outputs.addObject().put("output_type", "error");
              error.put("ename", failure.kind().name());
              error.put("evalue", failure.toString());
              var traceback = error.putArray("traceback").add(failure.toString());
              failure.details().forEach(traceback::add);
            });
  }

  /** Each but the last with its line's end, as Jupyter has it. */
  private static void lines(ArrayNode array, List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      array.add(lines.get(i) + (i < lines.size() - 1 ? "\n" : ""));
    }
  }
}
