package duet.live.board;

import duet.agent.AgentRecord;
import duet.agent.Connection;
import duet.agent.CredentialExchange;
import duet.didcomm.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** What tells one exchange from another: a stranger may choose a thread that is another's. */
record ThreadKey(RowKind kind, String thread) {

  private static final int ID_LENGTH = 20;

  static ThreadKey of(AgentRecord record) {
    var kind =
        record instanceof Connection
            ? RowKind.CONNECTION
            : record instanceof CredentialExchange ? RowKind.CREDENTIAL : RowKind.PROOF;
    return new ThreadKey(kind, record.thid());
  }

  /** The id of its row: hexadecimal digits, of the digest of the thread. */
  String id() {
    var named = kind == RowKind.CONNECTION ? thread : kind + " " + thread;
    var digest = Sha256.of(named.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest).substring(0, ID_LENGTH);
  }
}
