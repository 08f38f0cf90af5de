package duet.report;

import com.fasterxml.jackson.databind.node.TextNode;
import com.samskivert.mustache.DefaultCollector;
import com.samskivert.mustache.Mustache;
import duet.text.SafeText;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;

/**
 * Fills the Mustache templates that are resources of a package. Every value is escaped, for HTML
 * and by {@link SafeText}, except {@link Markup}. An {@link Optional}'s section stands there once
 * or not at all.
 */
public final class HtmlTemplate {

  private final Mustache.Compiler compiler;

  /**
   * @param neighbour a class of the package
   */
  public HtmlTemplate(Class<?> neighbour) {
    compiler =
        Mustache.compiler()
            .withLoader(name -> resource(neighbour, name))
            .withFormatter(HtmlTemplate::text)
            .withCollector(new OptionalCollector());
  }

  /**
   * @param name of the template, without {@code .mustache}
   * @param context whose methods, or whose entries if it is a map, are the names in the template
   */
  public String fill(String name, Object context) {
    return compiler.loadTemplate(name).execute(context);
  }

  /** HTML that a template made, which {@code {{{name}}}} takes as it is. */
  public record Markup(String html) {}

  /** A name with a dot is that of a file. */
  private static Reader resource(Class<?> neighbour, String name) {
    var file = name.contains(".") ? name : name + ".mustache";
    return new InputStreamReader(neighbour.getResourceAsStream(file), StandardCharsets.UTF_8);
  }

  private static String text(Object value) {
    if (value instanceof Duration duration) {
      return DisplayText.time(duration);
    }
    if (value instanceof Markup markup) {
      return markup.html();
    }
    return SafeText.escape(value instanceof TextNode node ? node.textValue() : value.toString());
  }

  private static final class OptionalCollector extends DefaultCollector {

    @Override
    public Iterator<?> toIterator(Object value) {
      return value instanceof Optional<?> optional
          ? optional.stream().iterator()
          : super.toIterator(value);
    }
  }
}
