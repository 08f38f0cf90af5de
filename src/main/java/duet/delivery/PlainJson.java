package duet.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Invitations that stand in a text as JSON, alone or inside of another document. */
final class PlainJson {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST = 100;

  /** As it is, and without what editors, terminals and shells add. */
  private static final List<UnaryOperator<String>> READINGS =
      List.of(
          UnaryOperator.identity(),
          text -> text.replaceAll("\\p{Zs}", " "),
          text -> text.replaceAll("\\p{Cf}", ""),
          text -> text.replaceAll("[\\r\\n]+", ""),
          text -> text.replaceAll("[“”„‟«»]", "\""),
          text -> text.replace("\\\"", "\""));

  private PlainJson() {}

  static List<Candidate> in(String text) {
    var all = new ArrayList<Candidate>();
    int at = text.indexOf('{');
    while (at >= 0 && all.size() < MOST) {
      var found = Optional.<Integer>empty();
      for (var reading : READINGS) {
        found = take(reading.apply(text.substring(at)), all);
        if (found.isPresent()) {
          break;
        }
      }
      at = found.isEmpty() ? -1 : text.indexOf('{', at + found.get());
    }
    return all;
  }

  /** Where and why the first JSON in it ends early, if there is any and it does. */
  static Optional<Candidate> flaw(String text) {
    int at = text.indexOf('{');
    if (at < 0) {
      return Optional.empty();
    }
    try (var parser = JSON.createParser(text.substring(at))) {
      JSON.readTree(parser);
      return Optional.empty();
    } catch (JsonProcessingException e) {
      // Nesting that is too deep has no place.
      long offset = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getCharOffset());
      int place = at + (int) offset;
      return Optional.of(
          Candidate.flawed(
              PastedInvitation.invalid(
                  "invitation",
                  place < text.length()
                      ? "the JSON is wrong at about character %d, near %s"
                          .formatted(place + 1, PastedInvitation.quoted(text, place))
                      : "the JSON breaks off after character " + text.length(),
                  "complete JSON, unchanged")));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The length of the document that begins the text, whose invitations are added. */
  private static Optional<Integer> take(String text, List<Candidate> all) {
    try (var parser = JSON.createParser(text)) {
      var node = (JsonNode) JSON.readTree(parser);
      int length = (int) parser.currentLocation().getCharOffset();
      if (isMessage(node)) {
        all.add(Candidate.of(text.substring(0, length)));
      } else {
        values(node)
            .filter(PlainJson::isMessage)
            .map(JsonNode::toString)
            .map(Candidate::of)
            .forEach(all::add);
      }
      return Optional.of(length);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Stream<JsonNode> values(JsonNode node) {
    return Stream.concat(Stream.of(node), node.valueStream().flatMap(PlainJson::values));
  }

  private static boolean isMessage(JsonNode node) {
    return Stream.of("type", "@type")
        .anyMatch(name -> node.path(name).asText().endsWith("/invitation"));
  }
}
