package duet.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duet.didcomm.MalformedException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

  @ParameterizedTest
  @ValueSource(strings = {"+491701234567", "+15005550006", "+1234567", "+123456789012345"})
  void numbers_in_e164_are_taken(String number) {
    assertThat(new PhoneNumber(number)).hasToString(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "+",
        "0170 1234567",
        "491701234567",
        "+49 170 1234567",
        "+0491701234567",
        "+123456",
        "+1234567890123456",
        "+4917o1234567",
        "+491701234567\r\nBody=x",
        "tel:+491701234567"
      })
  void others_are_refused_with_an_example(String number) {
    assertThatThrownBy(() -> new PhoneNumber(number))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("such as +491701234567")
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bob@example.org", "b.o-b+duet@mail.example.org", "bob@localhost"})
  void mail_addresses_are_taken(String address) {
    assertThat(new EmailAddress(address)).hasToString(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bob",
        "@example.org",
        "bob@",
        "bob@@example.org",
        "bob@exa mple.org",
        "bob@example.org, eve@example.org",
        "Bob <bob@example.org>",
        "bob@example.org\r\nBcc: eve@x",
        "b\u00f6b@example.org",
        "bob@example..org",
        ".bob@example.org"
      })
  void malformed_addresses_are_refused_with_an_example(String address) {
    assertThatThrownBy(() -> new EmailAddress(address))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("such as bob@example.org")
        .hasMessageNotContaining("\n");
  }
}
