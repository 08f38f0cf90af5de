package duet.embedded.protocol;

import duet.text.SafeText;
import java.util.regex.Pattern;

/**
 * Why a message could not be delivered, as {@code metaLastFailure} shows it. It never holds the
 * message, even if the peer's answer does.
 *
 * @param detail of the peer's words, 200 characters at most
 * @param type {@code error:BackgroundJobError:FailureInfo} where the peer answered with an error,
 *     {@code error:MercuryError:FailureInfo} where it could not be reached
 */
public record SendFailure(int status, String type, String title, String detail, String instance) {

  private static final int MOST = 200;
  private static final Pattern ENCODED = Pattern.compile("([\\w-]{16})[\\w-]{84,}=*");
  private static final Pattern ENVELOPE = Pattern.compile("\\\\*\"ciphertext\\\\*\"");

  public SendFailure {
    int start = detail.indexOf('{');
    if (start >= 0 && ENVELOPE.matcher(detail).find()) {
      detail = detail.substring(0, start) + "(an envelope)";
    }
    detail = ENCODED.matcher(detail).replaceAll("$1...");
    detail = SafeText.shorten(detail, MOST);
  }
}
