package duet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "name=Alice, name, Alice",
        "name=, name, ``",
        "given name=Alice B., given name, Alice B.",
        "url=https://x.example/?a:=1&b=2, url, https://x.example/?a:=1&b=2",
        "a:b=c, a:b, c",
        "name=\"Alice\", name, \"Alice\"",
      })
  void a_text_is_taken_as_it_is(String text, String name, String value) {
    assertThat(Claim.parse(text)).isEqualTo(new Claim(name, value));
  }

  @Test
  void anything_else_is_json() {
    assertThat(Claim.parse("age:=30").value()).isEqualTo(30);
    assertThat(Claim.parse("adult:=true").value()).isEqualTo(true);
    assertThat(Claim.parse("size:=1.80").value()).isEqualTo(new BigDecimal("1.80"));
    assertThat(Claim.parse("big:=" + "9".repeat(30)).value())
        .isEqualTo(new BigInteger("9".repeat(30)));
    assertThat(Claim.parse("name:=\"Alice\"").value()).isEqualTo("Alice");
    assertThat(Claim.parse("at:={\"city\": \"Bern\", \"zip\": [3000]}").value())
        .isEqualTo(Map.of("city", "Bern", "zip", List.of(3000)));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "name, `'name' (must be name=text or name:=JSON`",
        "``, `'' (must be name=text or name:=JSON`",
        "=Alice, `'=Alice' (must be`",
        ":=30, `':=30' (must be`",
        "age:=, `claim 'age': '' isn't a JSON value`",
        "age:=old, `claim 'age': 'old' isn't a JSON value (such as 30, true or [\"a\"]; age=… takes`",
        "age:=30 31, `'30 31' isn't a JSON value`",
        "age:=null, `'null' isn't a JSON value`",
        "`age:={\"a\":1,\"a\":2}`, `isn't a JSON value`",
        "id=did:prism:1, `claim 'id': a credential's id is its subject`",
      })
  void anything_that_is_neither_is_refused(String text, String why) {
    assertThatThrownBy(() -> Claim.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("invalid claim ")
        .hasMessageContaining(why);
  }

  @Test
  void all_are_kept_in_their_order_and_none_twice() {
    var claims = List.of(new Claim("name", "Alice"), new Claim("age", 30));

    assertThat(Claim.byName(claims))
        .containsExactly(Map.entry("name", "Alice"), Map.entry("age", 30));
    assertThatThrownBy(() -> Claim.byName(List.of(claims.get(0), claims.get(0))))
        .hasMessage("the claim 'name' is given twice");
  }
}
