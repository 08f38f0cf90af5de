package duet.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.fixture.Bodies;
import duet.fixture.Reply;
import duet.fixture.ScriptedAgent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Some agents page, others send everything whatever they are asked for. */
class PagingTest {

  @AutoClose private final ScriptedAgent agent = ScriptedAgent.idle();

  @ParameterizedTest
  @CsvSource({"0,1", "1,1", "99,1", "100,2", "101,1", "250,1"})
  void everything_is_listed_once_of_an_agent_that_ignores_paging(int count, int calls) {
    agent.on("GET /connections", Reply.json(200, Bodies.page(records(count))));

    assertListed(count, calls);
  }

  @ParameterizedTest
  @CsvSource({"0,1", "1,1", "99,1", "100,2", "101,2", "250,3", "300,4"})
  void everything_is_listed_once_of_an_agent_that_pages(int count, int calls) {
    agent.on("GET /connections", paging(records(count)));

    assertListed(count, calls);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void only_the_first_are_listed_where_only_those_are_wanted(boolean pages) {
    var records = records(250);
    agent.on("GET /connections", pages ? paging(records) : Reply.json(200, Bodies.page(records)));
    try (var opened = open()) {
      assertThat(opened.connections(3)).map(Connection::id).containsExactly("0", "1", "2");
      assertThat(opened.connections(101)).hasSize(101).doesNotHaveDuplicates();
      assertThat(opened.connections(0)).isEmpty();
    }
    assertThat(agent.requests()).contains("GET /connections?offset=0&limit=3");
  }

  private void assertListed(int count, int calls) {
    try (var opened = open()) {
      int before = agent.requests().size();

      assertThat(opened.connections())
          .map(Connection::id)
          .containsExactlyElementsOf(
              IntStream.range(0, count).mapToObj(Integer::toString).toList());
      assertThat(agent.requests()).hasSize(before + calls);
    }
  }

  private Agent open() {
    return Agent.open(AgentAddress.of("it", agent.url()));
  }

  private static List<ObjectNode> records(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Bodies.connection(String.valueOf(i), "Inviter", "InvitationGenerated"))
        .toList();
  }

  private static Reply paging(List<? extends JsonNode> records) {
    return exchange -> {
      var query = exchange.getRequestURI().getQuery();
      int offset = Math.min(number(query, "offset"), records.size());
      int end = Math.min(offset + number(query, "limit"), records.size());
      Reply.json(200, Bodies.page(records.subList(offset, end))).to(exchange);
    };
  }

  private static int number(String query, String name) {
    return Arrays.stream(query.split("&"))
        .filter(parameter -> parameter.startsWith(name + "="))
        .mapToInt(parameter -> Integer.parseInt(parameter.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow();
  }
}
