package duet.embedded.protocol;

/**
 * How much a mediator stores. Sizes are those of encrypted messages, in bytes.
 *
 * @param accounts in all; more wallets are denied
 * @param dids in all that messages can be sent to
 * @param didsPerAccount how many of them one account may have
 * @param updates of a keylist in one message
 * @param message the size of one message
 * @param perDid waiting for one DID
 * @param perAccount waiting for one account
 * @param total waiting in all
 */
public record MediatorQuotas(
    int accounts,
    int dids,
    int didsPerAccount,
    int updates,
    int message,
    Share perDid,
    Share perAccount,
    Share total) {

  /** The length of a DID in characters, of an account's too; longer ones are refused. */
  public static final int DID_LENGTH = 2_048;

  /** Messages that were acknowledged, and are still recognised when they are sent again. */
  public static final int REMEMBERED = 50_000;

  /**
   * 5,000 accounts; 20,000 DIDs, 1,000 for one account; 100 updates; messages of 512 KiB, whose
   * delivery stays below 1 MiB; 100 messages and 2 MiB for one DID, 500 and 8 MiB for one account,
   * 10,000 and 64 MiB in all.
   */
  public static final MediatorQuotas DEFAULT =
      new MediatorQuotas(
          5_000,
          20_000,
          1_000,
          100,
          512 << 10,
          new Share(100, 2 << 20),
          new Share(500, 8 << 20),
          new Share(10_000, 64 << 20));

  /**
   * A number of messages and their size together, in bytes.
   *
   * @param bytes of encrypted messages
   */
  public record Share(int messages, long bytes) {

    static final Share NONE = new Share(0, 0);

    Share plus(QueuedMessage message) {
      return new Share(messages + 1, bytes + message.size());
    }

    Share minus(QueuedMessage message) {
      return new Share(messages - 1, bytes - message.size());
    }

    boolean fits(Share used) {
      return used.messages <= messages && used.bytes <= bytes;
    }
  }
}
