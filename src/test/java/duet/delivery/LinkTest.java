package duet.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import duet.fixture.Bodies;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTest {

  @Test
  void without_a_base_it_is_the_agents_own_and_a_placeholder_is_pointed_out() {
    var delivered = new Link(Optional.empty()).deliver(Made.connection());

    assertThat(delivered.summary()).startsWith(Made.PLACEHOLDER);
    assertThat(delivered.remarks()).singleElement().asString().contains("my.domain.com");
    assertThat(delivered.read().id()).isEqualTo(Bodies.THREAD);
  }

  @Test
  void a_base_of_ones_own_is_where_it_leads() {
    var link = new Link(Optional.of(URI.create("https://wallet.duet.dev/open?lang=en#top")));

    var delivered = link.deliver(Made.connection());

    assertThat(delivered.summary())
        .startsWith("https://wallet.duet.dev/open?lang=en&_oob=")
        .endsWith("#top");
    assertThat(delivered.remarks()).isEmpty();
    assertThat(delivered.read().id()).isEqualTo(Bodies.THREAD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com",
        "http://www.example.org/x",
        "https://MY.domain.com:8080/x",
        "https://your-host/x"
      })
  void other_placeholders_are_pointed_out_too(String base) {
    var delivered = new Link(Optional.of(URI.create(base))).deliver(Made.connection());

    assertThat(delivered.remarks()).hasSize(1);
  }

  @Test
  void people_can_add_a_way_of_their_own() {
    Delivery shout = made -> DeliveryResult.of("said aloud", made::invitation);

    assertThat(shout.deliver(Made.connection()).read().id()).isEqualTo(Bodies.THREAD);
  }
}
