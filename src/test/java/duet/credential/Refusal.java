package duet.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import duet.credential.InvalidCredentialException.Reason;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What every refusal has: a reason, and a message that tells what was seen and what must be. */
final class Refusal {
  private Refusal() {}

  static void assertRefused(Reason reason, ThrowingCallable call) {
    assertThatExceptionOfType(InvalidCredentialException.class)
        .isThrownBy(call)
        .satisfies(
            e -> {
              assertThat(e.reason()).as(e.getMessage()).isEqualTo(reason);
              assertThat(e.getMessage())
                  .matches("(?s)invalid .+: .+ \\(must be .+\\)")
                  .hasSizeLessThan(600);
            });
  }
}
