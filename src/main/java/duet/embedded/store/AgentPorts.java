package duet.embedded.store;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The ports that an agent had when it last started, 0 for none.
 *
 * @param rest of REST and DIDComm
 * @param didcomm of DIDComm alone
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record AgentPorts(int rest, int didcomm) {

  /** An agent has one such record. */
  public static final Index.Key KEY = Index.uniqueBy().key();

  static final RecordType<AgentPorts> TYPE =
      RecordType.of("settings", AgentPorts.class, KEY.index());
}
