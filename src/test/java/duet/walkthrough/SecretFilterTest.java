package duet.walkthrough;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SecretFilterTest {

  @Test
  void a_secret_is_masked_wherever_it_stands() {
    var mask = new SecretFilter(List.of("long-key", "long-key-and-more", "a.c+(x"));

    assertThat(mask.apply("xlong-keyx long-key-and-more a.c+(x abc"))
        .isEqualTo("x***x *** *** abc");
  }

  @Test
  void a_short_one_is_masked_where_it_stands_for_itself() {
    var mask = new SecretFilter(List.of("1", "", "key"));

    assertThat(mask.apply("1 12 key=1, keys")).isEqualTo("*** 12 ***=***, keys");
  }
}
